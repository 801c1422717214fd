import { actsOnResults, contentAction, contentResult, contentUses } from '../../config/content-actions.js'
import { insertAfter } from '../../config/table-edits.js'
import { defineRule } from '../define.js'

/** `is_header`: a name of printable characters, perhaps white space, and a colon. */
const header = /^[!-9;-~]+[ \t]*:/

export default defineRule({
  id: 'bad-content-action-argument',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'An action of a header or body check has an argument that it cannot use',
  why: `\`FILTER\` needs \`transport:destination\`, with the colon even if there is no destination; \`REDIRECT\` and \`BCC\` need
one address with a domain; \`PREPEND\` and \`REPLACE\` need a text, and in header checks that text has to be a header,
\`Name: value\`. Postfix logs a warning and does nothing when such a rule matches.`,
  see: [
    'header_checks(5)',
    'src/cleanup/cleanup_message.c',
    'src/global/header_body_checks.c',
    'src/global/is_header.c',
  ],
  evidence: {
    kind: 'log',
    says: [
      'missing FILTER command',
      'bad FILTER command',
      'bad REDIRECT',
      'bad BCC',
      'action without text',
      'header text',
    ],
    by: 'cleanup',
  },
  messages: {
    'missing-destination': () =>
      'no `transport:destination` follows `FILTER`, so Postfix warns and does nothing: write it behind',
    destination: (d: { text: string }) =>
      `\`FILTER\` needs \`transport:destination\`, and \`${d.text}\` has no colon: Postfix warns and does nothing`,
    'missing-address': (d: { action: string }) =>
      `no address follows \`${d.action}\`, so Postfix warns and does nothing: write \`user@domain\` behind it`,
    address: (d: { action: string; text: string }) =>
      `\`${d.action}\` needs an address with a domain, and \`${d.text}\` has none: Postfix warns and does nothing`,
    'missing-text': (d: { action: string }) =>
      `no text follows \`${d.action}\`, so Postfix warns and does nothing: write it behind`,
    header: (d: { action: string }) =>
      `in a header check \`${d.action}\` needs a whole header, as in \`X-Name: text\`: Postfix warns about this text and does nothing`,
  },
  scope: 'table',
  syntaxes: ['regexp', 'pcre', 'postmap'],
  uses: contentUses,
  check({ table, uses }, report) {
    if (!actsOnResults(table)) return undefined
    const headers = uses.every(({ name }) => !name.includes('body'))
    return {
      line(line) {
        const found = contentResult(line)
        const action = found && contentAction(found.word.value)
        if (found === undefined || action?.argument === undefined) return
        const { rest, word } = found
        const { name, argument } = action
        if (rest === undefined) {
          if (argument === 'destination') report({ at: word, say: ['missing-destination'] })
          else
            report({ at: word, say: [argument === 'address' ? 'missing-address' : 'missing-text', { action: name }] })
          return
        }
        const text = rest.value
        if (line.type === 'pattern-rule' && /\$(?!\$)/.test(text)) return
        if (argument === 'destination' && !text.includes(':')) {
          const edits = /^[\w-]+$/.test(text) ? insertAfter(rest, ':') : null
          report({ at: rest, say: ['destination', { text }], fix: { title: `Write \`${text}:\``, edits } })
        } else if (argument === 'address' && !text.includes('@')) {
          report({ at: rest, say: ['address', { action: name, text }] })
        } else if (argument === 'header' && headers && !header.test(text)) {
          report({ at: rest, say: ['header', { action: name }] })
        }
      },
    }
  },
  examples: [
    {
      title: 'A transport without its colon',
      'main.cf': 'header_checks = regexp:/etc/postfix/header_checks\n',
      tables: { header_checks: '/^Subject: probe/ FILTER «scan»\n' },
      fixed: '/^Subject: probe/ FILTER scan:\n',
    },
    {
      title: 'Nothing behind the action',
      'main.cf': 'header_checks = regexp:/etc/postfix/header_checks\n',
      tables: { header_checks: '/^Subject: probe/ «FILTER»\n' },
    },
    {
      title: 'A user without a domain',
      'main.cf': 'header_checks = regexp:/etc/postfix/header_checks\n',
      tables: {
        header_checks: '/^Subject: probe/ REDIRECT «postmaster»\n/^X-Spam: yes/ BCC «root»\n/^X-Audit:/ «BCC»\n',
      },
    },
    {
      title: 'Text that is no header',
      'main.cf': 'header_checks = pcre:/etc/postfix/header_checks\n',
      tables: {
        header_checks: '/^Subject: probe/ PREPEND «spam probably»\n/^X-Mailer:/ «REPLACE»\n/^X-A:/ REPLACE «: x»\n',
      },
    },
    {
      title: 'Whole arguments',
      clean: true,
      'main.cf': 'header_checks = pcre:/etc/postfix/header_checks\nbody_checks = pcre:/etc/postfix/body_checks\n',
      tables: {
        header_checks: '/^X-Spam: yes/ REDIRECT spam@example.com\n/^X-Mailer: (.*)$/ REPLACE X-Was: $1\n',
        body_checks: '/^BEGIN/ PREPEND some text\n',
      },
    },
  ],
})
