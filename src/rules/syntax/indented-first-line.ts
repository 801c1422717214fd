import { trimmed } from '../../config/line-readings.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'indented-first-line',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'The first line of a file begins with white space and is thrown away',
  why: `A line that begins with white space continues the line above it. At the top of the file there is none to continue:
Postfix logs a warning and throws the text away, so the setting or service does not exist.`,
  see: ['postconf(5)', 'src/util/readlline.c'],
  evidence: { kind: 'log', says: ['logical line must not start with whitespace'], by: 'postfix' },
  messages: {
    lost: () =>
      'Postfix throws this text away: it begins with white space, and there is no line above that it could continue',
  },
  scope: 'file',
  check({ file }, report) {
    const { text, name } = file.source
    for (const line of file.lines) {
      const [first] = line.type === 'orphan' ? line.pieces : []
      if (line.type !== 'orphan' || first === undefined) continue
      const range = trimmed(text, first)
      const edits =
        line.pieces.length === 1 ? [{ file: name, range: { start: first.start, end: range.start }, text: '' }] : null
      report({ at: { file: name, range }, say: ['lost'], fix: { title: 'Begin it in the first column', edits } })
    }
  },
  examples: [
    {
      title: 'A setting that does not count',
      'main.cf': `
        # Main settings
          «relayhost = [smtp.example.net]»
        mydomain = example.com
      `,
      fixed: `
        # Main settings
        relayhost = [smtp.example.net]
        mydomain = example.com
      `,
    },
    {
      title: 'An indented comment is a comment',
      clean: true,
      'main.cf': `
          # Main settings
        mydomain = example.com
      `,
    },
  ],
})
