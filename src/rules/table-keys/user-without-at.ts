import { replacePlace } from '../../config/elements.js'
import { defineRule } from '../define.js'

/** Users that every mail server knows, and that are no domains. */
const users = new Set([
  'root',
  'postmaster',
  'abuse',
  'hostmaster',
  'webmaster',
  'mailer-daemon',
  'nobody',
  'www-data',
  'noreply',
  'no-reply',
  'admin',
  'administrator',
  'support',
  'sales',
])

export default defineRule({
  id: 'user-without-at',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A user name in an access table has no `@` behind it',
  why: `Sender and recipient access tables are asked for \`user@domain\`, for the domain, and for \`user@\`, which means that user
in every domain. A name alone is asked for as a domain only, such as \`com\` or \`localhost\`. In aliases and virtual alias
tables, user names stand alone; here they need the \`@\`.`,
  see: ['access(5)', 'src/smtpd/smtpd_check.c'],
  evidence: { kind: 'heuristic', because: 'the name of a user could be the name of a domain without dots as well' },
  messages: {
    user: (d: { key: string }) =>
      `a name alone is asked for as a domain here: for the user \`${d.key}\` in all domains, write \`${d.key}@\``,
  },
  scope: 'table',
  syntaxes: ['postmap'],
  uses: ['access-sender', 'access-recipient'],
  check({ table }, report) {
    if (table.uses.some(({ keys }) => keys.includes('user') || keys.includes('login'))) return undefined
    return {
      line(line) {
        if (line.type !== 'key-value' || !users.has(line.key.value.toLowerCase())) return
        const key = line.key.value
        report({
          at: line.key,
          say: ['user', { key }],
          fix: { title: `Write \`${key}@\``, edits: replacePlace(line.key, `${key}@`) },
        })
      },
    }
  },
  examples: [
    {
      title: 'Users for whom everything is let in',
      'main.cf':
        'smtpd_recipient_restrictions = reject_unauth_destination, check_recipient_access hash:/etc/postfix/recipients\n',
      tables: { recipients: '«postmaster»  OK\n«abuse»  OK\n' },
      fixed: 'postmaster@  OK\nabuse@  OK\n',
    },
    {
      title: 'Users and domains',
      clean: true,
      'main.cf':
        'smtpd_recipient_restrictions = reject_unauth_destination, check_recipient_access hash:/etc/postfix/recipients\n',
      tables: { recipients: 'postmaster@  OK\nlocalhost  OK\nexample.com  OK\n' },
    },
  ],
})
