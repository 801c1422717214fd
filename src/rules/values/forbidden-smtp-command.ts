import { matchPatterns } from '../../config/match-patterns.js'
import { defineRule } from '../define.js'

/** What every SMTP session consists of. */
const needed: ReadonlySet<string> = new Set([
  'helo',
  'ehlo',
  'mail',
  'rcpt',
  'data',
  'rset',
  'quit',
  'starttls',
  'auth',
  'bdat',
  'noop',
])

export default defineRule({
  id: 'forbidden-smtp-command',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A command that mail servers need makes the server hang up',
  why: `\`smtpd_forbidden_commands\` and \`postscreen_forbidden_commands\` list commands by which a client shows that it is no mail
program, such as \`CONNECT\` or \`GET\` of web browsers: the server hangs up at once. A command of SMTP in the list cuts off honest
clients.`,
  see: ['postconf(5) smtpd_forbidden_commands', 'src/smtpd/smtpd.c', 'src/postscreen/postscreen_smtpd.c'],
  evidence: { kind: 'source', because: 'a client of its own would have to connect to see it' },
  messages: {
    needed: (d: { value: string; name: string }) =>
      `Each client that sends \`${d.value}\` is cut off, and honest ones send it: remove it from \`${d.name}\`, which is for commands of other programs`,
  },
  scope: 'setting',
  parameters: ['smtpd_forbidden_commands', 'postscreen_forbidden_commands'],
  check({ setting, resolved }, report) {
    if (resolved.expanded.problem) return
    for (const pattern of matchPatterns(resolved)) {
      if (pattern.form !== 'pattern' || pattern.negations % 2 === 1 || !needed.has(pattern.value.toLowerCase()))
        continue
      report({ at: pattern, say: ['needed', { value: pattern.value, name: setting.name }] })
    }
  },
  examples: [
    {
      title: 'The first word of every session',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_forbidden_commands = CONNECT, GET, POST, «EHLO»
      `,
    },
    {
      title: 'Commands of other programs',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_forbidden_commands = CONNECT, GET, POST, USER, PASS
      `,
    },
  ],
})
