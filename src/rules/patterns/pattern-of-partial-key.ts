import type { TableUseName } from '../../catalog/types.js'
import { onlyText } from '../../config/pattern-facts.js'
import { readTablePattern } from '../../config/read-patterns.js'
import { defineRule } from '../define.js'

/** Uses that ask a pattern table for nothing but whole addresses. */
const uses: readonly TableUseName[] = [
  'access-sender',
  'access-recipient',
  'canonical',
  'generic',
  'sender-relayhost',
  'sender-transport',
  'transport',
  'virtual-alias',
]

export default defineRule({
  id: 'pattern-of-partial-key',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A pattern asks for a domain alone, where whole addresses are looked up',
  why: `A table of fixed strings is asked for an address and then for parts of it: the domain, the user, the domains above. A regexp
or pcre table is asked for the whole address alone. A pattern such as \`/^example\\.com$/\`, which is a domain from its
beginning to its end, matches no address; write \`/@example\\.com$/\`.`,
  see: ['access(5)', 'transport(5)', 'virtual(5)', 'canonical(5)', 'regexp_table(5)', 'pcre_table(5)'],
  evidence: {
    kind: 'source',
    because: 'lookups of parts of an address pass over pattern tables, and no match is silent',
  },
  messages: {
    domain: (d: { text: string }) =>
      `pattern tables are asked for whole addresses here, which \`${d.text}\` alone never is, so the rule has no effect: begin with \`@\` instead of \`^\``,
  },
  scope: 'table',
  syntaxes: ['regexp', 'pcre'],
  uses,
  check({ table, uses: own }, report) {
    if (table.uses.length !== own.length || table.roles.some(({ asked }) => !asked)) return undefined
    return {
      line(line) {
        if (line.type !== 'pattern-rule' || line.negations % 2 === 1 || line.depth > 0) return
        const text = onlyText(readTablePattern(line, table.syntax))
        if (text === undefined || !/^[a-z0-9.-]+\.[a-z0-9-]+$/i.test(text)) return
        report({ at: line.pattern, say: ['domain', { text }] })
      },
    }
  },
  examples: [
    {
      title: 'A domain in a transport table',
      'main.cf': 'transport_maps = regexp:/etc/postfix/transport\n',
      tables: { transport: '/«^example\\.com$»/ smtp:[mail.example.net]\n' },
    },
    {
      title: 'A domain in a sender table',
      'main.cf': 'smtpd_sender_restrictions = check_sender_access pcre:/etc/postfix/senders\n',
      tables: { senders: '/«^example\\.com$»/ REJECT\n' },
    },
    {
      title: 'Whole addresses, and names of clients',
      clean: true,
      'main.cf': `
        transport_maps = regexp:/etc/postfix/transport
        smtpd_client_restrictions = check_client_access pcre:/etc/postfix/clients
      `,
      tables: { transport: '/@example\\.com$/ smtp:[mail.example.net]\n', clients: '/^mail\\.example\\.com$/ OK\n' },
    },
  ],
})
