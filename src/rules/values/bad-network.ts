import { partOfItem } from '../../config/elements.js'
import { matchPatterns } from '../../config/match-patterns.js'
import { isNetworkPattern, type NetworkProblem, readNetwork } from '../../config/networks.js'
import { defineRule } from '../define.js'

const faults: { readonly [P in NetworkProblem]: string } = {
  'missing-bracket': 'there is no `]`',
  'text-after-bracket': 'only `/` and the length of the network can follow the `]`',
  'bad-mask': 'the mask has to be a number of bits, not an address',
  'mask-too-long': 'the mask is longer than the address (32 bits, or 128 for IPv6)',
  'bad-network': 'what stands before the mask is not a whole address',
  'bad-address': 'this is not an address',
}

export default defineRule({
  id: 'bad-network',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A network or address in a list of clients that Postfix cannot read',
  why: `A network is a whole address, a slash and a number of bits: \`192.0.2.0/24\`, \`[2001:db8::]/32\`. Postfix takes neither
\`10/8\` nor \`10.0.0.0/255.0.0.0\`. When it comes to compare a client's address with such an element, the comparison
fails, with a warning. For \`mynetworks\` that means that each client which no earlier element matches is put off with a
temporary error, and mail from it is not accepted.`,
  see: ['postconf(5) mynetworks', 'src/util/cidr_match.c', 'src/util/match_ops.c'],
  evidence: {
    kind: 'log',
    says: [
      'bad mask value in',
      'bad mask length in',
      'bad network value in',
      "missing ']' character",
      'garbage after "[',
      'bad address pattern',
    ],
    by: 'smtpd',
  },
  messages: {
    bad: (d: { value: string; fault: string }) =>
      `Postfix cannot compare a client with \`${d.value}\`, so the lookup fails and a client that comes this far gets a temporary error: ${d.fault}`,
  },
  scope: 'setting',
  kinds: ['match-list-address'],
  check({ resolved }, report) {
    if (resolved.expanded.problem) return
    for (const pattern of matchPatterns(resolved)) {
      if (pattern.form !== 'pattern' || !isNetworkPattern(pattern.value)) continue
      const network = readNetwork(pattern.value)
      if (network.ok) continue
      report({
        at: partOfItem(pattern, network.start, network.end),
        say: ['bad', { value: pattern.value, fault: faults[network.problem] }],
      })
    }
  },
  examples: [
    {
      title: 'A mask as others write it',
      'main.cf': `
        compatibility_level = 3.6
        mynetworks = 10.0.0.0/«255.0.0.0»
      `,
    },
    {
      title: 'Too many bits',
      'main.cf': `
        compatibility_level = 3.6
        mynetworks = 192.0.2.0/«33»
      `,
    },
    {
      title: 'Octets left out',
      'main.cf': `
        compatibility_level = 3.6
        mynetworks = «10»/8
      `,
    },
    {
      title: 'Whole addresses with a number of bits',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        mynetworks = 127.0.0.0/8, 10.0.0.0/8, [2001:db8::]/32
      `,
    },
  ],
})
