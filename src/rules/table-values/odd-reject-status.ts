import { accessLines, accessSyntaxes, accessUses } from '../../config/access-results.js'
import { replacePlace } from '../../config/elements.js'
import { partWithin } from '../../config/table-values.js'
import { defineRule } from '../define.js'

/** The first digit that the reply has, by the action. */
const replyOf: Readonly<Record<string, string>> = {
  REJECT: '5',
  DEFER: '4',
  DEFER_IF_PERMIT: '4',
  DEFER_IF_REJECT: '4',
}

export default defineRule({
  id: 'odd-reject-status',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'The status code in a reject text does not fit, or is none',
  why: `Behind \`REJECT\`, \`DEFER\` or a reply code can stand an enhanced status code and then the text: \`550 5.7.1 Go away\`. The code
is three numbers of at most three digits, with dots between. What is written in another form, such as \`5.7\`, is sent as part
of the text, behind Postfix's own \`5.7.1\`. The first digit is the reply's: Postfix replaces it, so \`550 4.7.1\` becomes
\`550 5.7.1\`, which says "never" where the writer may have meant "later".`,
  see: ['access(5)', 'RFC 3463', 'src/smtpd/smtpd_check.c', 'src/global/dsn_util.c'],
  evidence: {
    kind: 'source',
    because: 'dsn_split takes what is no status code for text; smtpd_check_reject overwrites the first digit',
  },
  messages: {
    text: (d: { status: string }) =>
      `\`${d.status}\` is no enhanced status code, so the client gets it as part of the text, behind Postfix's own: write three numbers, such as \`5.7.1\``,
    class: (d: { status: string; reply: string; sent: string }) =>
      `a reply \`${d.reply}\` cannot have the status \`${d.status}\`: Postfix sends \`${d.sent}\``,
  },
  scope: 'table',
  syntaxes: accessSyntaxes,
  uses: accessUses,
  check({ project, table }, report) {
    return accessLines(project, table, read => {
      if (read.kind !== 'action') return
      const { action, parts } = read
      const { rest } = parts
      if (rest === undefined) return
      const isCode = /^[45][0-9][0-9]$/.test(parts.word.value)
      const digit = isCode ? parts.word.value.charAt(0) : replyOf[action.name]
      const status = digit === undefined ? undefined : /^[245]\.[0-9]+(?:\.[0-9]*)*(?=[\s;:,]|$)/.exec(rest.value)?.[0]
      if (status === undefined) return
      const at = partWithin(rest, 0, status.length)
      const valid = /^[245]\.[0-9]{1,3}\.[0-9]{1,3}$/.test(status) && /^(?:\s|$)/.test(rest.value.slice(status.length))
      if (!valid) report({ at, say: ['text', { status }], severity: 'info' })
      else if (status.charAt(0) !== digit) {
        const sent = `${digit}${status.slice(1)}`
        report({
          at,
          say: ['class', { status, reply: isCode ? parts.word.value : action.name, sent }],
          fix: { title: `Write \`${sent}\``, edits: replacePlace(at, sent) },
        })
      }
    })
  },
  examples: [
    {
      title: 'A status code with two numbers',
      'main.cf': 'smtpd_sender_restrictions = check_sender_access hash:/etc/postfix/senders\n',
      tables: { senders: 'example.net  550 «5.7» Go away\nexample.com  REJECT «5.7.1000» Go away\n' },
    },
    {
      title: 'A code of another kind than the reply',
      'main.cf': 'smtpd_sender_restrictions = check_sender_access hash:/etc/postfix/senders\n',
      tables: { senders: 'example.net  550 «4.7.1» Later\nexample.com  DEFER «5.7.1» Never\n' },
      fixed: 'example.net  550 5.7.1 Later\nexample.com  DEFER 4.7.1 Never\n',
    },
    {
      title: 'Codes that fit, and texts that begin with a number',
      clean: true,
      'main.cf': 'smtpd_sender_restrictions = check_sender_access hash:/etc/postfix/senders\n',
      tables: {
        senders: 'example.net  550 5.7.1 Go away\nexample.com  REJECT 2 many letters\nexample.org  DEFER 4.7.1\n',
      },
    },
  ],
})
