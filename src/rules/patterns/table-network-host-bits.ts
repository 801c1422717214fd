import { replacePlace } from '../../config/elements.js'
import { readNetwork } from '../../config/networks.js'
import { partWithin } from '../../config/table-values.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'table-network-host-bits',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A network of a cidr table has address bits behind its length',
  why: `In \`address/length\` all bits of the address that the length does not cover have to be zero: \`192.0.2.0/24\`, not
\`192.0.2.10/24\`. Postfix skips a rule whose address has others, with a warning that names the network it could be. If one
address was meant, write it without a length.`,
  see: ['cidr_table(5)', 'src/util/cidr_match.c'],
  evidence: { kind: 'log', says: ['non-null host address bits in'], by: 'postmap' },
  messages: {
    bits: (d: { value: string; cleared: string }) =>
      `\`${d.value}\` has address bits behind its length, so Postfix skips the rule: write \`${d.cleared}\`, or one address without a length`,
  },
  scope: 'table',
  syntaxes: ['cidr'],
  check(_, report) {
    return {
      line(line) {
        if (line.type !== 'network-rule' && line.type !== 'network-if') return
        const { whole } = line
        const written = partWithin(whole, /^[!\s]*/.exec(whole.value)?.[0].length ?? 0)
        const network = readNetwork(written.value)
        if (!network.ok || network.cleared === undefined) return
        const { cleared } = network
        report({
          at: written,
          say: ['bits', { value: written.value, cleared }],
          fix: { title: `Write \`${cleared}\``, edits: replacePlace(written, cleared) },
        })
      },
    }
  },
  examples: [
    {
      title: 'An address with the length of its network',
      'main.cf': 'smtpd_client_restrictions = check_client_access cidr:/etc/postfix/clients\n',
      tables: { clients: '«192.0.2.10/24» OK\n!«198.51.100.1/25» REJECT\n«[2001:db8::1]/32» OK\n' },
      fixed: '192.0.2.0/24 OK\n!198.51.100.0/25 REJECT\n[2001:db8::]/32 OK\n',
    },
    {
      title: 'Networks, and one address',
      clean: true,
      'main.cf': 'smtpd_client_restrictions = check_client_access cidr:/etc/postfix/clients\n',
      tables: { clients: '192.0.2.0/24 OK\n198.51.100.10 OK\n' },
    },
  ],
})
