import { replacePlace } from '../../config/elements.js'
import { matchPatterns } from '../../config/match-patterns.js'
import { isNetworkPattern, readNetwork } from '../../config/networks.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'network-host-bits',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A network whose address has bits behind the mask',
  why: `In \`net/mask\` all bits of the address that the mask does not cover have to be zero: \`127.0.0.0/8\`, not
\`127.0.0.1/8\`. Postfix does not clear them: when it comes to compare a client's address with such an element, the
comparison fails, with a warning. For \`mynetworks\` that means that each client which no earlier element matches is put
off with a temporary error, and mail from it is not accepted.`,
  see: ['postconf(5) mynetworks', 'src/util/cidr_match.c', 'src/util/match_ops.c'],
  evidence: { kind: 'log', says: ['non-null host address bits in'], by: 'smtpd' },
  messages: {
    bits: (d: { value: string; cleared: string }) =>
      `\`${d.value}\` is no network: the address has bits behind the mask, and comparing a client with it fails. Write \`${d.cleared}\`, or one address without a mask`,
  },
  scope: 'setting',
  kinds: ['match-list-address'],
  check({ resolved }, report) {
    if (resolved.expanded.problem) return
    for (const pattern of matchPatterns(resolved)) {
      if (pattern.form !== 'pattern' || !isNetworkPattern(pattern.value)) continue
      const network = readNetwork(pattern.value)
      if (!network.ok || network.cleared === undefined) continue
      const { cleared } = network
      report({
        at: pattern,
        say: ['bits', { value: pattern.value, cleared }],
        fix: { title: `Write \`${cleared}\``, edits: replacePlace(pattern, cleared) },
      })
    }
  },
  examples: [
    {
      title: 'Addresses instead of networks',
      'main.cf': `
        compatibility_level = 3.6
        mynetworks = [::1]/128, «127.0.0.1/8», «192.168.1.5/24»
      `,
      fixed: `
        compatibility_level = 3.6
        mynetworks = [::1]/128, 127.0.0.0/8, 192.168.1.0/24
      `,
    },
    {
      title: 'Networks, and one address',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        mynetworks = 127.0.0.0/8, [::1]/128, 192.168.1.0/24, 192.0.2.7
      `,
    },
  ],
})
