import { originOf } from '../../config/elements.js'
import type { Edit } from '../../text/range.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'comment-in-list-file',
  severity: 'warning',
  since: '0.1.0',
  fix: 'safe',
  summary: 'A comment stands behind elements in the file of a list',
  why: `A list such as \`mynetworks\` or \`mydestination\` can name a file whose lines are more of its elements. Lines whose very first
character is \`#\` are comments there. At a \`#\` further on, Postfix warns that comments at the end of a line are not supported
and leaves out the rest of the line; what follows it is lost if it was meant.`,
  see: ['postconf(5) mynetworks', 'src/util/match_list.c'],
  evidence: { kind: 'log', says: ['comment at end of line is not supported'], by: 'every program that reads the list' },
  messages: {
    comment: () =>
      'a comment has to be a line of its own, with `#` as its first character: the rest of this line is left out with a warning',
  },
  scope: 'table',
  syntaxes: ['list'],
  check({ table }, report) {
    const { name: file, text } = table.source
    return {
      line(line) {
        if (line.type !== 'list-line' || line.comment === undefined) return
        const { comment } = line
        const range = originOf(comment)?.location.range
        if (range === undefined) return
        // An indented comment is alone on its line.
        const before = text.slice(line.range.start, range.start)
        const kept = before.trimEnd().length
        const edits: Edit[] =
          kept === 0
            ? [{ file, range: { start: line.range.start, end: range.start }, text: '' }]
            : [
                {
                  file,
                  range: { start: line.range.start, end: line.range.start },
                  text: `${comment.value.trimEnd()}\n`,
                },
                { file, range: { start: line.range.start + kept, end: range.end }, text: '' },
              ]
        report({ at: comment, say: ['comment'], fix: { title: 'Give the comment a line of its own', edits } })
      },
    }
  },
  examples: [
    {
      title: 'A file of networks',
      'main.cf': 'compatibility_level = 3.6\nmynetworks = 127.0.0.0/8, /etc/postfix/networks\n',
      tables: { networks: '# the office\n192.0.2.0/24  «# second floor»\n' },
      fixed: '# the office\n# second floor\n192.0.2.0/24\n',
    },
    {
      title: 'Comments on lines of their own',
      clean: true,
      'main.cf': 'compatibility_level = 3.6\nmynetworks = 127.0.0.0/8, /etc/postfix/networks\n',
      tables: { networks: '# the office\n192.0.2.0/24, 198.51.100.7\n' },
    },
  ],
})
