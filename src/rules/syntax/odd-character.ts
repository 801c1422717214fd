import type { Catalog, ValueKind } from '../../catalog/types.js'
import { hasOddCharacter, type OddCharacter, oddCharacters } from '../../config/odd-characters.js'
import type { ConfigFile } from '../../syntax/nodes.js'
import { defineRule } from '../define.js'
import { valueFormRules } from '../value-form-rules.js'

/** Text for people may hold any character but control characters. */
const textForPeople: ReadonlySet<ValueKind> = new Set(['text', 'text-template'])

type Line = ConfigFile['lines'][number]

function isTextForPeople(line: Line, catalog: Catalog): boolean {
  const parameter = line.type === 'setting' ? catalog.parameter(line.name) : undefined
  return parameter !== undefined && textForPeople.has(parameter.kind)
}

export default defineRule({
  id: 'odd-character',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A character that cannot be seen, or looks like another, stands in a setting',
  why: `Text copied from web pages and word processors brings characters along that look like a blank, like a quotation
mark or like nothing at all. To Postfix only space, tab and line ends are white space, and every other character is part
of a name: a no-break space between two domains makes them one.`,
  see: ['src/util/mystrtok.c', 'src/util/split_nameval.c'],
  evidence: { kind: 'source', because: 'CHARS_SPACE and ISSPACE hold ASCII characters only, and nothing is logged' },
  explains: valueFormRules,
  messages: {
    blank: (d: { code: string }) =>
      `This looks like a blank but is the character ${d.code}, which Postfix takes as part of the word it stands in. Write an ordinary space`,
    invisible: (d: { code: string }) =>
      `An invisible character, ${d.code}, stands here, and Postfix takes it as part of the word. Remove it`,
    quote: (d: { code: string }) =>
      `The typographic quotation mark ${d.code} is an ordinary character to Postfix and becomes part of the value. Remove it`,
    control: (d: { code: string }) =>
      `A control character, ${d.code}, stands here, and Postfix takes it as part of the word. Remove it`,
  },
  scope: 'file',
  check({ file, project }, report) {
    const { text, name } = file.source
    if (!hasOddCharacter(text)) return
    for (const line of file.lines) {
      if (line.type === 'comment' || line.type === 'blank' || line.type === 'orphan') continue
      const people = isTextForPeople(line, project.catalog)
      for (const { kind, code, range, plain } of oddCharacters(text, line)) {
        if (people && kind !== 'control') continue
        const say = sayings[kind](code)
        const edits = kind === 'blank' || kind === 'invisible' ? [{ file: name, range, text: plain ?? '' }] : null
        report({
          at: { file: name, range },
          say,
          fix: { title: kind === 'blank' ? 'Write a space' : 'Remove it', edits },
        })
      }
    }
  },
  examples: [
    {
      title: 'A no-break space in a list',
      'main.cf': 'mydestination = localhost,«\u00a0»example.com\n',
      fixed: 'mydestination = localhost, example.com\n',
    },
    { title: 'Typographic quotation marks', 'main.cf': 'relayhost = «\u201c»[smtp.example.net]«\u201d»\n' },
    { title: 'Text for people', clean: true, 'main.cf': 'smtpd_banner = $myhostname ESMTP \u201cExample\u201d\n' },
  ],
})

const sayings = {
  blank: (code: string) => ['blank', { code }] as const,
  invisible: (code: string) => ['invisible', { code }] as const,
  quote: (code: string) => ['quote', { code }] as const,
  control: (code: string) => ['control', { code }] as const,
} satisfies { readonly [kind in OddCharacter['kind']]: unknown }
