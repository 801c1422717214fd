import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stringify } from '../../../src/syntax/stringify.js'
import { type EntryPart, type TableSyntax, tableSyntaxes } from '../../../src/syntax/tables/nodes.js'
import { parseTable, readTable } from '../../../src/syntax/tables/read-table.js'
import { origin } from '../../../src/text/mapped-text.js'
import { SourceText } from '../../../src/text/source-text.js'
import { damaged, nastyText } from '../nasty-text.js'

const samples: { readonly [syntax in TableSyntax]: string } = {
  postmap: '# virtual\nexample.com  anything\n"a b"@example.com\n  c,\n# inside\n  d\n\nbroken\n"open x\n',
  aliases:
    'postmaster: root\nroot: a, "b c"@example.com,\n  |"/bin/cat >/dev/null", /var/mail/x, :include:/l\nno colon\na@b: c\n',
  regexp: '/^a/ OK\n!/b/i DUNNO $1\nif /c/m\n/d/!/e/ x\nendif junk\nendif\n|x|y z\nword\n/open\n!\n',
  pcre: '/^a/sxU OK ${1}\nif !/c/\n  /d/ lost\n/e/ f\nendif\n',
  cidr: '192.0.2.0/24 OK\n!2001:db8::/32 REJECT\nif [192.0.2.0/25]\n192.0.2.1 x\nendif\n[192.0.2.1]x y\n[192.0.2.1\n!\n',
  client: 'hosts = localhost\nquery = SELECT 1\n  FROM t\nbroken\n= x\n',
  list: '192.0.2.0/24, !192.0.2.1\n# comment\n /other hash:/x # rest\n\n',
  bounce:
    'failure_template = <<EOF\nSubject: x\n\n$myhostname\nEOF\ndelay_template = y\nbad\nx = <<\nz = <<-\nv = <<END\nno end',
  dynamicmaps: '# types\npcre postfix-pcre.so dict_pcre_open\ntwo fields\n \n',
  'postfix-files': '$config_directory:d:root:-:755:u\n# c\n/x\n',
}

const words = [
  '/',
  '!',
  'if ',
  'endif',
  'IF/x/',
  '"',
  '\\',
  ':',
  ': ',
  ',',
  ' |',
  ':include:',
  '[',
  ']',
  '<<E',
  '\nE\n',
  '\n',
  '\n ',
  '#',
]
const anyText = (syntax: TableSyntax) =>
  fc.oneof(
    nastyText,
    fc.string({ unit: 'binary' }),
    damaged(samples[syntax]),
    fc.array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 3 }))).map(found => found.join('')),
  )

describe.each(tableSyntaxes)('a %s table', syntax => {
  it('prints what it was read from', () => {
    fc.assert(
      fc.property(anyText(syntax), text => stringify(parseTable(text, syntax)) === text),
      { numRuns: 2000 },
    )
  })

  it('is cut into lines that tile the text', () => {
    fc.assert(
      fc.property(anyText(syntax), text => {
        let at = 0
        for (const line of readTable(new SourceText('t', text), syntax)) {
          expect(line.range.start).toBe(at)
          expect(line.range.end).toBeGreaterThan(at)
          at = line.range.end
        }
        expect(at).toBe(text.length)
      }),
      { numRuns: 1000 },
    )
  })

  it('has every part where it says, with the text it says', () => {
    fc.assert(
      fc.property(anyText(syntax), text => {
        for (const line of readTable(new SourceText('t', text), syntax)) {
          for (const part of partsIn(line)) {
            expect(part.text.text.slice(part.span.start, part.span.end)).toBe(part.value)
            const found = origin(part.text, part.span)?.location.range
            if (part.value === '' || found === undefined) continue
            expect(found.start).toBeGreaterThanOrEqual(line.range.start)
            expect(found.end).toBeLessThanOrEqual(line.range.end)
            expect(text.charAt(found.start)).toBe(part.value.charAt(0))
          }
        }
      }),
      { numRuns: 1000 },
    )
  })
})

function isPart(value: object): value is EntryPart {
  return 'span' in value && 'value' in value && 'text' in value
}

function partsIn(value: unknown): readonly EntryPart[] {
  if (Array.isArray(value)) return value.flatMap(partsIn)
  if (typeof value !== 'object' || value === null) return []
  return isPart(value) ? [value] : Object.values(value).flatMap(partsIn)
}
