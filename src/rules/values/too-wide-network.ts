import { contains } from '../../config/addresses.js'
import { isLocalOnly } from '../../config/listeners.js'
import { matchPatterns } from '../../config/match-patterns.js'
import { isNetworkPattern, readNetwork } from '../../config/networks.js'
import type { Project } from '../../config/project.js'
import { lazily } from '../../text/lazily.js'
import { defineRule } from '../define.js'

/** Networks that belong to nobody in particular: a site may well trust all of one. */
const privateNetworks = [
  '10.0.0.0/8',
  '127.0.0.0/8',
  '100.64.0.0/10',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '[fc00::]/7',
  '[fe80::]/10',
  '[::1]/128',
]

/** Prefix lengths below which a public network is larger than what one site has. */
const knownNetworks = lazily(() => privateNetworks.map(readNetwork))

const sitePrefix = { ipv4: 16, ipv6: 32 } as const

export default defineRule({
  id: 'too-wide-network',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: '`mynetworks` trusts much more than one site',
  why: `Clients in \`mynetworks\` may send mail to anywhere without a password (\`permit_mynetworks\`). A network that takes in
the whole internet, or a large public part of it, makes the server an open relay for those clients: others will find it
within hours, and its address ends on block lists.`,
  see: ['postconf(5) mynetworks', 'SMTPD_ACCESS_README'],
  evidence: {
    kind: 'source',
    because: 'permit_mynetworks permits every client that mynetworks matches; a short run has no client from outside',
  },
  messages: {
    all: (d: { value: string }) =>
      `\`${d.value}\` is the whole internet: everybody may relay mail through this server without a password. List only the addresses of your own machines`,
    wide: (d: { value: string; count: string }) =>
      `\`${d.value}\` takes in ${d.count} addresses, public ones among them, and all may relay mail through this server. List only the networks of your own`,
  },
  scope: 'setting',
  parameters: ['mynetworks'],
  check({ project, resolved }, report) {
    if (resolved.expanded.problem) return
    const known = knownNetworks()
    for (const pattern of matchPatterns(resolved)) {
      if (pattern.form !== 'pattern' || pattern.negations % 2 === 1 || !isNetworkPattern(pattern.value)) continue
      const network = readNetwork(pattern.value)
      if (!network.ok || network.cleared !== undefined) continue
      const { address, prefix } = network
      if (prefix >= sitePrefix[address.family]) continue
      if (known.some(each => each.ok && contains(each.address, each.prefix, address, prefix))) continue
      const { value } = pattern
      if (prefix === 0)
        report({ at: pattern, say: ['all', { value }], ...(!reachable(project) && { severity: 'warning' }) })
      else
        report({
          at: pattern,
          say: ['wide', { value, count: describeCount(address.family, prefix) }],
          severity: 'warning',
        })
    }
  },
  examples: [
    {
      title: 'Everybody',
      'main.cf': `
        compatibility_level = 3.6
        mynetworks = 127.0.0.0/8, «0.0.0.0/0»
      `,
    },
    {
      title: 'Private addresses begin at 172.16.0.0/12',
      'main.cf': `
        compatibility_level = 3.6
        mynetworks = 127.0.0.0/8, «172.0.0.0/8»
      `,
    },
    {
      title: "One's own networks",
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        mynetworks = 127.0.0.0/8, 172.16.0.0/12, 192.0.2.0/24
      `,
    },
  ],
})

/** Can clients from outside reach an SMTP server here, and does it ask for its networks at all? */
function reachable(project: Project): boolean {
  const servers = project.services.filter(service => service.program === 'smtpd')
  if (project.hasMaster && servers.every(service => isLocalOnly(project, service) === true)) return false
  const interfaces = project.base.get('inet_interfaces')
  if (
    interfaces !== undefined &&
    !interfaces.unknown &&
    ['loopback-only', 'localhost', '127.0.0.1'].includes(interfaces.text)
  )
    return false
  const lists = ['smtpd_relay_restrictions', 'smtpd_recipient_restrictions'].map(
    name => project.base.get(name)?.text ?? '',
  )
  return lists.some(text => text.includes('permit_mynetworks'))
}

function describeCount(family: 'ipv4' | 'ipv6', prefix: number): string {
  if (family === 'ipv6') return 'an immense number of'
  return (2 ** (32 - prefix)).toLocaleString('en-US')
}
