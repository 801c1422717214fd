import { defineRule } from '../define.js'

export default defineRule({
  id: 'missing-name',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A line of main.cf begins with `=`',
  why: `Every logical line of main.cf has to be \`name = value\`. At a line without a name, every Postfix program stops with
a fatal error as soon as it reads the file, so the whole mail system refuses to start, and a running one stops working at
its next reload.`,
  see: ['postconf(5)', 'src/util/split_nameval.c'],
  evidence: { kind: 'log', says: ['missing attribute name'], by: 'postfix' },
  messages: {
    missing: () =>
      'No parameter name stands before the `=`: Postfix stops with a fatal error at this line, and no mail is handled',
  },
  scope: 'file',
  files: ['main-cf'],
  check({ file }, report) {
    for (const line of file.lines) {
      if (line.type !== 'malformed-setting' || line.problem !== 'missing-name') continue
      report({ at: { file: file.source.name, range: line.at }, say: ['missing'] })
    }
  },
  examples: [
    {
      title: 'The name was lost',
      'main.cf': `
        myhostname = mail.example.com
        «=» example.com
      `,
    },
    {
      title: 'The `=` may stand on a line of its own, below the name',
      clean: true,
      'main.cf': `
        myhostname
          = mail.example.com
      `,
    },
  ],
})
