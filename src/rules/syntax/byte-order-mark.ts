import { defineRule } from '../define.js'

const mark = '\ufeff'

export default defineRule({
  id: 'byte-order-mark',
  severity: 'error',
  since: '0.1.0',
  fix: 'safe',
  summary: 'The file begins with a byte order mark',
  why: `Some editors write three invisible bytes, the byte order mark, at the start of a UTF-8 file. Postfix takes them as
text: a first line that is a comment or empty then is neither, and Postfix stops with a fatal error; a first line that is
a setting or a service gets another name.`,
  see: ['src/util/readlline.c'],
  evidence: { kind: 'log', says: ["missing '=' after attribute name"], by: 'postfix' },
  messages: {
    mark: () =>
      'An invisible byte order mark stands before the first line, and Postfix takes it as text of that line. Save the file as UTF-8 without it',
  },
  scope: 'file',
  check({ file }, report) {
    if (!file.source.text.startsWith(mark)) return
    const at = { file: file.source.name, range: { start: 0, end: 1 } }
    report({ at, say: ['mark'], fix: { title: 'Remove the byte order mark', edits: [{ ...at, text: '' }] } })
  },
  examples: [
    {
      title: 'Before a comment',
      'main.cf': '«\ufeff»# Settings\nmyhostname = mail.example.com\n',
      fixed: '# Settings\nmyhostname = mail.example.com\n',
    },
    {
      title: 'Without it',
      clean: true,
      'main.cf': `
        # Settings
        myhostname = mail.example.com
      `,
    },
  ],
})
