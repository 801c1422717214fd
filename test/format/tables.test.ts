import { describe, expect, it } from 'vitest'
import { sameTable } from '../../src/format/same-table.js'
import { formatTable, tableEdits } from '../../src/format/table.js'
import { type TableSyntax, tableSyntaxes } from '../../src/syntax/tables/nodes.js'
import { applyEdits } from '../../src/text/edits.js'
import { SourceText } from '../../src/text/source-text.js'
import { fc, runs } from '../properties.js'
import { anyTable } from '../syntax/tables/any-table.js'

const table = (text: string, syntax: TableSyntax) => ({ source: new SourceText('table', text), syntax })
const formatted = (text: string, syntax: TableSyntax) => formatTable(table(text, syntax))

describe('a formatted table', () => {
  it.each<readonly [TableSyntax, string, string]>([
    // Answers of neighbours begin in one column.
    ['postmap', 'a@example.com\tb\nlonger@example.com   c  \n', 'a@example.com      b\nlonger@example.com c\n'],
    ['postmap', 'a\tb\n\nlonger c\n', 'a b\n\nlonger c\n'],
    ['postmap', 'a\tb\n# note\nlonger c\n', 'a b\n# note\nlonger c\n'],
    ['aliases', 'root:joe\npostmaster :  root\n', 'root:       joe\npostmaster: root\n'],
    ['cidr', '192.0.2.0/24\tOK\n2001:db8::/32 REJECT no\n', '192.0.2.0/24  OK\n2001:db8::/32 REJECT no\n'],
    ['pcre', '/a/   WARN\n/abc/i  REJECT  no   way\n', '/a/    WARN\n/abc/i REJECT  no   way\n'],
    ['regexp', '/a/!/b/   WARN\nif /x/  \n/abc/  OK\nendif \n', '/a/!/b/ WARN\nif /x/\n/abc/   OK\nendif\n'],
    ['client', 'hosts=a\npassword =  b c \n', 'hosts = a\npassword = b c\n'],
    // A long key does not push the others away.
    ['postmap', `${'k'.repeat(41)}   a\nb   c\n`, `${'k'.repeat(41)} a\nb c\n`],
    // What is continued keeps every character but the last white space.
    ['postmap', 'a  b,  \n\t c  \n', 'a b,  \n\t c\n'],
    ['postmap', 'a\n   b\n', 'a\n   b\n'],
    ['postmap', 'a  "b" \n  # inside \n  c\n', 'a "b" \n  # inside\n  c\n'],
    // What cannot be read is left alone.
    ['postmap', 'broken  \n"open   x\n', 'broken  \n"open   x\n'],
    ['aliases', 'no colon   x\n', 'no colon   x\n'],
    ['aliases', 'name:   \v\nroot:   joe\f \n', 'name:   \v\nroot:   joe\f \n'],
    ['postmap', 'a  {{ b }}\nc   d\n', 'a  {{ b }}\nc d\n'],
    // Blank lines and the end of the file.
    ['postmap', '\n\na  b\n \n\n\n\nc  d\n\n', 'a b\n\n\nc d\n'],
    ['postmap', 'a  b', 'a b\n'],
    ['postmap', 'a  b\r\nlong  c \r\n', 'a    b\r\nlong c\r\n'],
    ['bounce', 'failure_template = <<E\n\n\n\n\n x  \nE\n', 'failure_template = <<E\n\n\n\n\n x  \nE\n'],
  ])('%s: %j becomes %j', (syntax, before, after) => {
    expect(formatted(before, syntax)).toBe(after)
  })

  it('changes only the lines of a stretch, to where they would be in the whole', () => {
    const text = 'a  b\nlonger   c\nd  e\n'
    const within = { start: text.indexOf('d'), end: text.length - 1 }
    const edits = tableEdits(table(text, 'postmap'), { within, keepBlankLines: true })
    expect(applyEdits(text, edits)).toBe('a  b\nlonger   c\nd      e\n')
  })
})

describe.each(tableSyntaxes)('formatting any text as a %s table', syntax => {
  it('changes white space alone, and nothing that is read', () => {
    fc.assert(
      fc.property(anyTable(syntax), text => {
        const after = formatted(text, syntax)
        expect(after.replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''))
        expect(sameTable(table(text, syntax), table(after, syntax))).toBe(true)
      }),
      runs(1000),
    )
  })

  it('once is enough', () => {
    fc.assert(
      fc.property(anyTable(syntax), text => {
        const once = formatted(text, syntax)
        expect(formatted(once, syntax)).toBe(once)
      }),
      runs(1000),
    )
  })
})

it('tables that differ in a letter do not say the same', () => {
  expect(sameTable(table('a b\n', 'postmap'), table('a  b\n\n', 'postmap'))).toBe(true)
  expect(sameTable(table('a b\n', 'postmap'), table('a c\n', 'postmap'))).toBe(false)
  expect(sameTable(table('a b\n', 'postmap'), table('a b\nc d\n', 'postmap'))).toBe(false)
  expect(sameTable(table('# x\na b\n', 'postmap'), table('a b\n', 'postmap'))).toBe(false)
  expect(sameTable(table('a b\n c\n', 'postmap'), table('a b\n  c\n', 'postmap'))).toBe(false)
})
