import { actsOnResults, contentAction, contentResult } from '../../config/content-actions.js'
import { partWithin } from '../../config/table-values.js'
import { defineRule } from '../define.js'

/** `dsn_valid`: class, subject, detail, and then white space or nothing. */
const status = /^([245])\.[0-9]{1,3}\.[0-9]{1,3}(?=[ \t]|$)/

export default defineRule({
  id: 'bad-reject-status',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'The text of a `REJECT` begins with a code that Postfix does not take',
  why: `The text behind \`REJECT\` in a header or body check can begin with an enhanced status code, \`4.x.x\` to put the mail off
or \`5.x.x\` to refuse it. A code \`2.x.x\` means success: Postfix logs a warning and makes a \`4.x.x\` of it, so the mail
comes again. A reply code such as \`550\` is not read at all: it becomes part of the text, behind the status
\`5.7.1\` that Postfix puts there, also when it is \`450\` and the mail should only be put off.`,
  see: ['header_checks(5)', 'src/cleanup/cleanup_message.c', 'src/global/dsn_util.c'],
  evidence: { kind: 'log', says: ['bad DSN action in'], by: 'cleanup' },
  messages: {
    success: (d: { code: string }) =>
      `\`${d.code}\` means success, so Postfix warns and puts the mail off instead: write \`5.7.1\` to refuse it`,
    'reply-code': (d: { code: string }) =>
      `Postfix reads no reply code behind \`REJECT\`, so \`${d.code}\` becomes part of the text: leave it out, or write an enhanced code such as \`${d.code.charAt(0)}.7.1\``,
  },
  scope: 'table',
  syntaxes: ['regexp', 'pcre', 'postmap'],
  uses: ['header-checks', 'body-checks', 'milter-header-checks'],
  check({ table }, report) {
    if (!actsOnResults(table)) return undefined
    return {
      line(line) {
        const found = contentResult(line)
        if (found?.rest === undefined || contentAction(found.word.value)?.name !== 'REJECT') return
        const { rest } = found
        const [code, kind] = status.exec(rest.value) ?? []
        if (code !== undefined && kind === '2') {
          report({ at: partWithin(rest, 0, code.length), say: ['success', { code }] })
          return
        }
        const reply = /^[45][0-9][0-9](?=[ \t]|$)/.exec(rest.value)?.[0]
        if (reply === undefined) return
        report({
          at: partWithin(rest, 0, 3),
          say: ['reply-code', { code: reply }],
          severity: reply.startsWith('4') ? 'warning' : 'info',
        })
      },
    }
  },
  examples: [
    {
      title: 'A status that means success',
      'main.cf': 'header_checks = regexp:/etc/postfix/header_checks\n',
      tables: { header_checks: '/^Subject: probe/ REJECT «2.0.0» no\n' },
    },
    {
      title: 'Reply codes, which are only text',
      'main.cf': 'header_checks = pcre:/etc/postfix/header_checks\n',
      tables: { header_checks: '/^X-Spam: maybe/ REJECT «450» come again\n/^X-Spam: yes/ REJECT «550» 5.7.1 spam\n' },
      prove: false,
    },
    {
      title: 'Enhanced status codes',
      clean: true,
      'main.cf': 'header_checks = regexp:/etc/postfix/header_checks\n',
      tables: { header_checks: '/^X-Spam: maybe/ REJECT 4.7.1 come again\n/^X-Spam: yes/ REJECT 5.7.1 spam\n' },
    },
  ],
})
