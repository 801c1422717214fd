import { parseAddress } from '../../config/addresses.js'
import { certainText, certainWords } from '../../config/certain-values.js'
import { hostPlace } from '../../config/host/place.js'
import { defineRule } from '../define.js'

type Family = 'ipv4' | 'ipv6'

const spelled: { readonly [F in Family]: string } = { ipv4: 'IPv4', ipv6: 'IPv6' }

export default defineRule({
  id: 'protocol-not-on-host',
  severity: 'error',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'A version of the Internet protocol is switched on that the host does not have',
  why: `\`inet_protocols\` says which versions of the Internet protocol Postfix uses. When the system knows nothing of one, each
program warns ("disabling IPv6 name/address support") and goes on without. When no interface has an address of any version that is left,
every program stops: "could not find any active network interfaces".`,
  see: ['postconf(5) inet_protocols', 'src/util/inet_proto.c', 'src/global/own_inet_addr.c'],
  evidence: { kind: 'source', because: 'the place where examples are tried has addresses of both versions' },
  messages: {
    unknown: (d: { other: string }) =>
      `The system of this host knows no IPv6: each program of Postfix warns about it. Write \`inet_protocols = ${d.other}\``,
    none: (d: { named: string; other: string }) =>
      `No network interface of this host has an ${d.named} address: every Postfix program stops with a fatal error. Write \`inet_protocols = ${d.other}\``,
  },
  scope: 'project',
  check({ project }, report) {
    const { host } = project
    const words = certainWords(project.base, 'inet_protocols')
    if (host === undefined || words === undefined) return
    const asked = (['ipv4', 'ipv6'] as const).filter(family => words.has('all') || words.has(family))
    const at = hostPlace(project, project.base, ['inet_protocols'])
    const left = asked.filter(family => family === 'ipv4' || host.ipv6 !== false)
    const other = asked.includes('ipv4') ? 'ipv4' : 'all'
    if (left.length < asked.length) report({ at, say: ['unknown', { other: 'ipv4' }], severity: 'warning' })
    if (host.addresses === undefined || host.addresses.length === 0 || left.length === 0) return
    // Other words than these take the addresses that they name.
    if (certainText(project.base, 'inet_interfaces')?.toLowerCase() !== 'all') return
    const families = new Set(host.addresses.map(({ address }) => parseAddress(address)?.family))
    if (left.some(family => families.has(family))) return
    const named = left.map(family => spelled[family]).join(' or ')
    report({ at, say: ['none', { named, other: left.includes('ipv6') ? 'ipv4' : other }] })
  },
  examples: [
    {
      title: 'Only the version that the host lacks',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        inet_protocols = «ipv6»
      `,
      host: { hostname: 'mail', addresses: [{ address: '127.0.0.1', prefix: 8 }], ipv6: true },
    },
    {
      title: 'A system without the newer version',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        inet_protocols = «all»
      `,
      host: { hostname: 'mail', addresses: [{ address: '127.0.0.1', prefix: 8 }], ipv6: false },
    },
    {
      title: 'What the host has',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        inet_protocols = ipv4
      `,
      host: { hostname: 'mail', addresses: [{ address: '127.0.0.1', prefix: 8 }], ipv6: false },
    },
  ],
})
