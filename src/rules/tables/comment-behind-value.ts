import type { TableValueKind } from '../../catalog/types.js'
import { partWithin } from '../../config/table-values.js'
import type { EntryPart } from '../../syntax/tables/nodes.js'
import { origin } from '../../text/mapped-text.js'
import type { Edit } from '../../text/range.js'
import { defineRule } from '../define.js'

/** Values in which a word that begins with `#` is never meant. */
const neverText: ReadonlySet<TableValueKind> = new Set([
  'addresses',
  'address',
  'alias-targets',
  'transport',
  'nexthop',
  'number',
  'mailbox',
  'tls-policy',
  'logins',
])

/** Takes the comment off its line and puts it on one of its own before the entry. */
function moveUp(file: string, lineStart: number, value: EntryPart, hash: number): readonly Edit[] | null {
  const comment = value.value.slice(hash)
  const kept = value.value.slice(0, hash).trimEnd().length
  const { text, span } = value
  const found = origin(text, { start: span.start + kept, end: span.end })
  if (found === undefined || comment.includes('\n')) return null
  const { range } = found.location
  if (range.end - range.start !== value.value.length - kept) return null
  return [
    { file, range: { start: lineStart, end: lineStart }, text: `${comment}\n` },
    { file, range, text: '' },
  ]
}

export default defineRule({
  id: 'comment-behind-value',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A comment behind a value of a table becomes part of the value',
  why: `In tables, only whole lines are comments. Text with a \`#\` behind a value is part of it: of an alias, each of its words
is one more address that mail is sent to, and of a transport, the next hop has blanks in it.`,
  see: ['postmap(1)', 'aliases(5)', 'src/util/readlline.c'],
  evidence: {
    kind: 'source',
    because: 'readllines knows comments only where # is the first character that is not white space',
  },
  messages: {
    comment: () =>
      'a table has comments only on lines of their own: here the `#` and what follows is part of the value',
  },
  scope: 'table',
  syntaxes: ['postmap', 'aliases'],
  check({ table }, report) {
    if (table.path === undefined || table.uses.length === 0) return undefined
    if (!table.uses.some(({ value }) => neverText.has(value))) return undefined
    return {
      line(line) {
        if (line.type !== 'key-value' && line.type !== 'alias') return
        const { value } = line
        const hash = value.value.search(/(?<=[\s,])#/)
        // In quotes it is a command of an alias.
        if (hash < 0 || value.value.slice(0, hash).split('"').length % 2 === 0) return
        report({
          at: partWithin(value, hash),
          say: ['comment'],
          fix: {
            title: 'Put the comment before the entry',
            edits: moveUp(table.source.name, line.range.start, value, hash),
          },
        })
      },
    }
  },
  examples: [
    {
      title: 'A comment in a virtual alias table',
      'main.cf': 'virtual_alias_maps = hash:/etc/postfix/virtual\n',
      tables: { virtual: 'info@example.com  anna@example.org  «# until May»\n' },
      fixed: '# until May\ninfo@example.com  anna@example.org\n',
    },
    {
      title: 'A comment in an aliases file',
      'main.cf': 'alias_maps = hash:/etc/postfix/aliases\n',
      tables: { aliases: 'postmaster: root\nroot: anna «#admin»\n' },
      fixed: 'postmaster: root\n#admin\nroot: anna\n',
    },
    {
      title: 'Comments on lines of their own, and a text with a number sign',
      clean: true,
      'main.cf': `
        virtual_alias_maps = hash:/etc/postfix/virtual
        relocated_maps = hash:/etc/postfix/relocated
      `,
      tables: {
        virtual: '# until May\ninfo@example.com  anna@example.org,\n  # and\n  bert@example.org\n',
        relocated: 'carl@example.com  12 Main Street # 7\n',
      },
    },
  ],
})
