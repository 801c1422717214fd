import type { Word } from '../../syntax/nodes.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'comment-in-command',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A comment after the command of pipe(8) or spawn(8) is passed to the command',
  why: `What follows \`argv=\` is the command and its arguments, to the end of the entry. A \`#\` does not begin a comment
there: the command gets it, and the words after it, as arguments.`,
  see: ['pipe(8)', 'spawn(8)', 'src/util/readlline.c'],
  evidence: {
    kind: 'source',
    because: 'readllines() knows comments only as whole lines; what the command makes of the words is its own affair',
  },
  messages: {
    comment: () =>
      'This is no comment: the command gets these words as arguments. Put the comment on a line of its own, with `#` first',
  },
  scope: 'service',
  check({ project, service: { entry } }, report) {
    const words = entry.arguments.filter((argument): argument is Word => argument.type === 'word' && argument.ofCommand)
    const first = words.findIndex(({ text, braces }) => text.startsWith('#') && braces === undefined)
    const [hash, last] = [words[first], words.at(-1)]
    if (hash === undefined || last === undefined) return
    const source = project.master?.source
    const { end } = source?.lineAt(hash.range.start) ?? hash.range
    const ofLine = words.filter(({ range }) => range.start >= hash.range.start && range.end <= end)
    report({
      at: {
        file: source?.name ?? '',
        range: { start: hash.range.start, end: ofLine.at(-1)?.range.end ?? hash.range.end },
      },
      say: ['comment'],
    })
  },
  examples: [
    {
      title: 'At the end of the line',
      'master.cf': `
        archive unix - n n - - pipe
          flags=Rq user=archive argv=/usr/local/bin/archive \${sender} «# keep a copy»
      `,
    },
    {
      title: 'On a line of its own',
      clean: true,
      'master.cf': `
        # keep a copy
        archive unix - n n - - pipe
          flags=Rq user=archive argv=/usr/local/bin/archive \${sender}
      `,
    },
  ],
})
