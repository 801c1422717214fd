import type { Edit } from '../../text/range.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'indented-table-start',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'The first line of a table begins with white space',
  why: `A line that begins with white space continues the one before it. Where there is none, Postfix has nothing to continue,
and throws the text away with a warning, together with all indented lines after it.`,
  see: ['postmap(1)', 'src/util/readlline.c'],
  evidence: { kind: 'log', says: ['logical line must not start with whitespace'], by: 'postmap, postalias' },
  messages: {
    orphan: () =>
      'no entry stands before this indented text that it could continue, so it is thrown away: begin it in the first column',
  },
  scope: 'table',
  syntaxes: ['postmap', 'aliases', 'regexp', 'pcre', 'cidr', 'client'],
  check({ table }, report) {
    if (table.path === undefined) return undefined
    const { name: file, text } = table.source
    return {
      line(line) {
        if (line.type !== 'orphan') return
        const edits: Edit[] = line.pieces.map(piece => {
          const indent = /^\s*/.exec(text.slice(piece.start, piece.end))?.[0].length ?? 0
          return { file, range: { start: piece.start, end: piece.start + indent }, text: '' }
        })
        const [first] = line.pieces
        const start = edits[0]?.range.end ?? line.range.start
        const end = first === undefined ? line.range.end : first.end
        report({
          at: { file, range: { start, end } },
          say: ['orphan'],
          fix: { title: 'Remove the white space before it', edits },
        })
      },
    }
  },
  examples: [
    {
      title: 'Everything indented',
      'main.cf': 'transport_maps = hash:/etc/postfix/transport\n',
      tables: { transport: '  «example.com  smtp:[mail.example.net]»\n  example.org  local:\n' },
      fixed: 'example.com  smtp:[mail.example.net]\nexample.org  local:\n',
    },
    {
      title: 'A value on several lines',
      clean: true,
      'main.cf': 'virtual_alias_maps = hash:/etc/postfix/virtual\n',
      tables: { virtual: '# staff\nstaff@example.com\n  anna@example.org,\n  bert@example.org\n' },
    },
  ],
})
