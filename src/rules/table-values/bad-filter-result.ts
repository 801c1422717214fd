import { replacePlace } from '../../config/elements.js'
import { partWithin, resultOf } from '../../config/table-values.js'
import type { TableLine } from '../../syntax/tables/nodes.js'
import { defineRule } from '../define.js'

/** `dsn_valid` in `src/global/dsn_util.c`. */
const status = /^[245]\.[0-9]{1,3}\.[0-9]{1,3}(?=\s|$)/

/** The first digits that a key can have, when the pattern says so from its beginning. */
function digitsOf(line: TableLine): string | undefined {
  if (line.type !== 'pattern-rule' || line.negations % 2 === 1) return undefined
  return /^\^(?:([245])|\[([245]+)\])/.exec(line.pattern.value)?.slice(1).find(Boolean)
}

export default defineRule({
  id: 'bad-filter-result',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A filter of DNS records or of delivery results has a result that is none',
  why: `The only result of \`smtp_dns_reply_filter\` and its like is \`IGNORE\`, which drops a record. At any other, Postfix warns and
takes the whole DNS lookup for failed: mail to that domain, or from it, is put off.

A result of \`default_delivery_status_filter\` and its like replaces the outcome of a delivery: an enhanced status code, such as \`4.3.0\`, and
a text. It cannot turn success into failure or back: then, and without a status code, Postfix warns and keeps the outcome as it was.`,
  see: [
    'postconf(5) smtp_dns_reply_filter',
    'postconf(5) default_delivery_status_filter',
    'src/dns/dns_rr_filter.c',
    'src/global/dsn_filter.c',
  ],
  evidence: { kind: 'log', says: ['bad status code', 'unknown DNS filter action'], by: 'smtp' },
  messages: {
    dns: (d: { word: string }) =>
      `a DNS filter knows only \`IGNORE\`: at \`${d.word}\` the whole lookup counts as failed, and the mail has to wait`,
    status: (d: { word: string }) =>
      `the result has to begin with a status code such as \`5.1.1\`: \`${d.word}\` is none, so the outcome of the delivery stays as it was`,
    class: (d: { status: string; from: string }) =>
      `a filter cannot turn ${d.from} into \`${d.status}\`: Postfix warns, and the outcome stays as it was`,
  },
  scope: 'table',
  syntaxes: ['postmap', 'regexp', 'pcre'],
  uses: ['dns-reply-filter', 'delivery-status-filter'],
  check({ table, uses }, report) {
    if (!table.roles.some(({ answers }) => answers)) return undefined
    const isDns = uses.some(({ value }) => value === 'dns-action')
    const isStatus = uses.some(({ value }) => value === 'delivery-status')
    return {
      line(line) {
        const result = resultOf(line)
        if (result === undefined) return
        const word = /^\S*/.exec(result.value)?.[0] ?? ''
        const at = partWithin(result, 0, word.length)
        if (isDns && word.toUpperCase() !== 'IGNORE')
          report({
            at,
            say: ['dns', { word: word.slice(0, 40) }],
            fix: { title: 'Write `IGNORE`', edits: isStatus ? null : replacePlace(result, 'IGNORE') },
          })
        if (!isStatus) return
        const written = status.exec(result.value)?.[0]
        if (written === undefined) {
          report({ at, say: ['status', { word: word.slice(0, 40) }] })
          return
        }
        const digits = digitsOf(line)
        if (digits === undefined) return
        const isSuccess = written.startsWith('2')
        const possible = [...digits].some(digit => (digit === '2') === isSuccess)
        if (!possible) report({ at, say: ['class', { status: written, from: isSuccess ? 'failure' : 'success' }] })
      },
    }
  },
  examples: [
    {
      title: 'A reply code where a status code should stand',
      'main.cf': 'compatibility_level = 3.6\nsmtp_delivery_status_filter = regexp:/etc/postfix/status\n',
      tables: { status: '/^4/  «550» Gone\n' },
    },
    {
      title: 'Failure into success',
      'main.cf': 'compatibility_level = 3.6\nsmtp_delivery_status_filter = regexp:/etc/postfix/status\n',
      tables: { status: '/^4\\.4\\.3/  «2.0.0» Fine\n' },
    },
    {
      title: 'A DNS filter with an action of other tables',
      prove: false,
      'main.cf': 'smtp_dns_reply_filter = pcre:/etc/postfix/dns\n',
      tables: { dns: '/^\\S+\\s+\\S+\\s+\\S+\\s+AAAA\\s/  «DROP»\n' },
      fixed: '/^\\S+\\s+\\S+\\s+\\S+\\s+AAAA\\s/  IGNORE\n',
    },
    {
      title: 'What filters know',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtp_dns_reply_filter = pcre:/etc/postfix/dns
        smtp_delivery_status_filter = regexp:/etc/postfix/status
      `,
      tables: {
        dns: '/^\\S+\\s+\\S+\\s+\\S+\\s+AAAA\\s/  ignore\n',
        status: '/^4\\.4\\.3/  5.4.4 Gone\n',
      },
    },
  ],
})
