import type { TableValueKind } from '../../catalog/types.js'
import { shapeOf } from '../../config/table-keys.js'
import { defineRule } from '../define.js'

const keyShapes: ReadonlySet<string> = new Set(['address', 'at-domain', 'domain', 'ip', 'dot-domain', 'user-at'])

/** What tells the value of an entry from the rest of a text. */
function looksLikeValue(
  kinds: ReadonlySet<TableValueKind>,
  words: readonly string[],
  isAction: (word: string) => boolean,
) {
  const [first = ''] = words
  if (kinds.has('addresses') || kinds.has('address') || kinds.has('logins')) return first.includes('@')
  if (kinds.has('transport')) return first.includes(':')
  if (kinds.has('access-action')) return isAction(first)
  return kinds.has('exists') && words.length === 1
}

export default defineRule({
  id: 'swallowed-entry',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A table entry that is indented has become part of the one above it',
  why: `A line that begins with white space continues the entry above it, even with comments and empty lines between. An entry
that was indented by accident, or for its looks, is no entry: its key and value are more words of the value above.`,
  see: ['postmap(1)', 'src/util/readlline.c'],
  evidence: {
    kind: 'heuristic',
    because: 'a continued value can hold what looks like a key and its value, though it seldom does',
  },
  messages: {
    swallowed: (d: { key: string; above: string }) =>
      `white space before \`${d.key}\` makes this line part of the value of \`${d.above}\`: begin it in the first column`,
  },
  scope: 'table',
  syntaxes: ['postmap'],
  check({ project, table }, report) {
    if (table.path === undefined || table.uses.length === 0) return undefined
    const { name: file, text } = table.source
    const kinds = new Set(table.uses.map(({ value }) => value))
    const isAction = (word: string) => project.catalog.accessAction(word) !== undefined
    return {
      line(line) {
        if (line.type !== 'key-value' || line.pieces.length < 2) return
        line.pieces.forEach((piece, index) => {
          const before = line.pieces[index - 1]
          if (before === undefined || /,\s*$/.test(text.slice(before.start, before.end))) return
          const written = text.slice(piece.start, piece.end)
          const [key = '', ...value] = written.split(/\s+/).filter(word => word !== '')
          // The value can begin on the second line.
          if (index === 1 && text.slice(before.start, before.end).trim() === line.key.value) return
          if (value.length === 0 || !keyShapes.has(shapeOf(key)) || !looksLikeValue(kinds, value, isAction)) return
          const start = piece.start + written.indexOf(key)
          report({
            at: { file, range: { start, end: piece.start + written.trimEnd().length } },
            say: ['swallowed', { key, above: line.key.value }],
            fix: {
              title: 'Remove the white space before it',
              edits: [{ file, range: { start: piece.start, end: start }, text: '' }],
            },
          })
        })
      },
    }
  },
  examples: [
    {
      title: 'An indented entry',
      'main.cf': 'transport_maps = hash:/etc/postfix/transport\n',
      tables: { transport: 'example.com  smtp:[mail.example.net]\n  «example.org  smtp:[mail.example.net]»\n' },
      fixed: 'example.com  smtp:[mail.example.net]\nexample.org  smtp:[mail.example.net]\n',
    },
    {
      title: 'A value on several lines',
      clean: true,
      'main.cf': 'virtual_alias_maps = hash:/etc/postfix/virtual\n',
      tables: {
        virtual:
          'staff@example.com  anna@example.org,\n  bert@example.org carl@example.org\nall@example.com\n  anna@example.org bert@example.org\n',
      },
    },
  ],
})
