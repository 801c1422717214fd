import { contains, parseAddress } from '../../config/addresses.js'
import { wholeValue } from '../../config/elements.js'
import { matchPatterns } from '../../config/match-patterns.js'
import { readNetwork } from '../../config/networks.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'networks-without-loopback',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  fix: 'none',
  summary: '`mynetworks` leaves out this host itself',
  why: `Programs on this host that hand in mail over SMTP come from 127.0.0.1 or ::1. When \`mynetworks\` holds neither, their
mail to other domains is refused unless they log in. Programs that use sendmail(1) are not concerned, and a server may mean
it so.`,
  see: ['postconf(5) mynetworks'],
  evidence: {
    kind: 'heuristic',
    because: 'a host where no program sends over SMTP without a password needs no loopback network',
  },
  messages: {
    missing: (_: { value: string }) =>
      `\`mynetworks\` holds neither 127.0.0.1 nor ::1: programs on this host that send mail over SMTP without a password are refused. Add \`127.0.0.0/8 [::1]/128\``,
  },
  scope: 'setting',
  parameters: ['mynetworks'],
  check({ resolved }, report) {
    if (resolved.unknown || resolved.expanded.problem || resolved.text === '') return
    const patterns = matchPatterns(resolved)
    // What a file or a table holds is not seen.
    if (patterns.some(({ form, value }) => form !== 'pattern' || value.startsWith('localhost'))) return
    const loopback = [parseAddress('127.0.0.1'), parseAddress('::1')]
    const held = patterns.some(({ value, negations }) => {
      const network = readNetwork(value)
      if (!network.ok || negations % 2 === 1) return false
      return loopback.some(
        address => address && contains(network.address, network.prefix, address, address.bytes.length * 8),
      )
    })
    if (!held) report({ at: wholeValue(resolved), say: ['missing', { value: resolved.text }] })
  },
  examples: [
    {
      title: 'Another network alone',
      'main.cf': `
        mynetworks = «192.0.2.0/24»
      `,
    },
    {
      title: 'This host, too',
      clean: true,
      'main.cf': `
        compatibility_level = 3.11
        mynetworks = 127.0.0.0/8, [::1]/128, 192.0.2.0/24
      `,
    },
  ],
})
