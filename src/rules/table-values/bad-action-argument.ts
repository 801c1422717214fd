import { accessLines, accessSyntaxes, accessUses } from '../../config/access-results.js'
import { defineRule } from '../define.js'

const headerName = /^[!-9;-~]+[ \t]*:/

export default defineRule({
  id: 'bad-action-argument',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'An action of an access table lacks what it needs',
  why: `\`FILTER\` needs \`transport:destination\`, \`REDIRECT\` and \`BCC\` an address with a domain, and \`PREPEND\` a header,
\`Name: text\`. Without it smtpd(8) logs a warning when the entry is found, and goes on as if there were none: the mail is
not filtered, redirected or copied.`,
  see: ['access(5)', 'src/smtpd/smtpd_check.c'],
  evidence: {
    kind: 'source',
    because: 'check_table_result warns and goes on; it takes a client that the entry is about to see it',
  },
  messages: {
    filter: (d: { missing: boolean }) =>
      `\`FILTER\` ${d.missing ? 'has nothing behind it' : 'needs a colon in what follows it'}, so it does nothing: write \`FILTER transport:destination\``,
    address: (d: { action: string }) =>
      `\`${d.action}\` needs an address with a domain behind it, and does nothing without one: write \`${d.action} user@domain\``,
    header: () => '`PREPEND` needs a header behind it, and does nothing without one: write `PREPEND Name: text`',
  },
  scope: 'table',
  syntaxes: accessSyntaxes,
  uses: accessUses,
  check({ project, table }, report) {
    return accessLines(project, table, read => {
      if (read.kind !== 'action') return
      const { action, parts } = read
      const text = parts.rest?.value ?? ''
      const at = parts.rest ?? parts.word
      if (action.name === 'FILTER' && !text.includes(':')) report({ at, say: ['filter', { missing: text === '' }] })
      if ((action.name === 'REDIRECT' || action.name === 'BCC') && !text.includes('@'))
        report({ at, say: ['address', { action: action.name }] })
      if (action.name === 'PREPEND' && !headerName.test(text)) report({ at, say: ['header'] })
    })
  },
  examples: [
    {
      title: 'Actions without their arguments',
      'main.cf':
        'smtpd_recipient_restrictions = reject_unauth_destination, check_recipient_access hash:/etc/postfix/recipients\n',
      tables: {
        recipients:
          'a@example.com  FILTER «smtp»\nb@example.com  «FILTER»\nc@example.com  REDIRECT «anna»\nd@example.com  PREPEND «checked»\n',
      },
    },
    {
      title: 'Complete actions',
      clean: true,
      'main.cf':
        'smtpd_recipient_restrictions = reject_unauth_destination, check_recipient_access hash:/etc/postfix/recipients\n',
      tables: {
        recipients:
          'a@example.com  FILTER smtp:[127.0.0.1]:10025\nc@example.com  REDIRECT anna@example.org\nd@example.com  PREPEND X-Checked: yes\n',
      },
    },
  ],
})
