import { toBoolean } from '../../config/convert.js'
import type { EntryPart, TableLine } from '../../syntax/tables/nodes.js'
import { defineRule } from '../define.js'

/** What bytes become that are no UTF-8. */
const replacement = '\ufffd'

/** The parts of a line that Postfix demands to be UTF-8: of patterns only what they answer. */
function partsOf(line: TableLine): readonly EntryPart[] {
  switch (line.type) {
    case 'key-value':
    case 'alias':
      return [line.key, line.value]
    case 'pattern-rule':
    case 'network-rule':
      return [line.result]
    default:
      return []
  }
}

export default defineRule({
  id: 'not-utf8',
  severity: 'warning',
  since: '0.1.0',
  postfix: { from: '3.0' },
  fix: 'none',
  summary: 'A table has characters that are not UTF-8',
  why: `With \`smtputf8_enable = yes\`, the default with \`compatibility_level = 1\` and above, keys and results of tables have to be UTF-8. postmap(1), postalias(1) and \`texthash:\`
leave out lines with other bytes, with a warning; a result that is not UTF-8 counts as a failed lookup, and mail has to wait. The usual
reason is an editor that saved the file in an older encoding, such as ISO 8859-1: save it as UTF-8. The same character \`U+FFFD\` stands there
when text was converted and something was lost.`,
  see: ['SMTPUTF8_README', 'postmap(1)', 'src/postmap/postmap.c', 'src/util/dict_utf8.c'],
  evidence: {
    kind: 'source',
    because:
      'postmap 3.7.11 says "non-UTF-8 input ... -- ignoring this line"; an example here is text and has no such bytes',
  },
  messages: {
    bytes: (d: { skipped: boolean }) =>
      `here is a byte that is not UTF-8, or a character that was lost: Postfix ${d.skipped ? 'leaves this line out' : 'takes a lookup with this result for failed'}. Save the file as UTF-8`,
  },
  scope: 'table',
  syntaxes: ['postmap', 'aliases', 'regexp', 'pcre', 'cidr'],
  check({ project, table }, report) {
    const enabled = project.base.get('smtputf8_enable')
    if (enabled === undefined || enabled.unknown || toBoolean(enabled.text) === false) return undefined
    // Lines of messages can have any bytes, and so can what is compared with them.
    if (!table.uses.some(({ folded }) => folded) || !table.source.text.includes(replacement)) return undefined
    return {
      line(line) {
        for (const part of partsOf(line)) {
          const index = part.value.indexOf(replacement)
          if (index < 0) continue
          const start = part.span.start + index
          const skipped = line.type === 'key-value' || line.type === 'alias'
          report({ at: { text: part.text, span: { start, end: start + 1 } }, say: ['bytes', { skipped }] })
          return
        }
      },
    }
  },
  examples: [
    {
      title: 'A name in another encoding',
      'main.cf': 'compatibility_level = 3.6\nvirtual_alias_maps = hash:/etc/postfix/virtual\n',
      tables: { virtual: 'j«\ufffd»rg@example.com  joerg@example.org\n' },
    },
    {
      title: 'UTF-8',
      clean: true,
      'main.cf': 'compatibility_level = 3.6\ncanonical_maps = hash:/etc/postfix/canonical\n',
      tables: { canonical: 'jörg@example.com  joerg@example.org\n' },
    },
  ],
})
