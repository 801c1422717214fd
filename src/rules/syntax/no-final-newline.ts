import { defineRule } from '../define.js'

export default defineRule({
  id: 'no-final-newline',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  fix: 'safe',
  summary: 'The last line does not end in a newline',
  why: `Postfix reads the last line all the same. But what is added to the file later, by an installer or with
\`echo ... >> main.cf\`, is glued to that line: a setting becomes part of the value before it.`,
  see: ['src/util/readlline.c'],
  evidence: { kind: 'heuristic', because: 'it is harmless until something is appended to the file' },
  messages: {
    missing: () =>
      'The last line does not end in a newline: a setting that is appended to the file later becomes part of this line',
  },
  scope: 'file',
  check({ file }, report) {
    const { text, name } = file.source
    if (text === '' || text.endsWith('\n')) return
    const { start } = file.source.lineAt(text.length)
    const end = { start: text.length, end: text.length }
    report({
      at: { file: name, range: { start, end: text.length } },
      say: ['missing'],
      fix: { title: 'End the line', edits: [{ file: name, range: end, text: '\n' }] },
    })
  },
  examples: [
    {
      title: 'The file ends in the middle of a line',
      'main.cf': 'myhostname = mail.example.com\n«mydomain = example.com»',
      fixed: 'myhostname = mail.example.com\nmydomain = example.com\n',
    },
    {
      title: 'All lines end in a newline',
      clean: true,
      'main.cf': `
        myhostname = mail.example.com
      `,
    },
  ],
})
