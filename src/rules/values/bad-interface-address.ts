import { parseAddress } from '../../config/addresses.js'
import { knownItems } from '../../config/elements.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'bad-interface-address',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'An element of a list of own addresses is no address',
  why: `\`inet_interfaces\` and \`proxy_interfaces\` list addresses, or names of hosts that are looked up. What consists of digits and dots and
is no IPv4 address is looked up as a name, which nobody has: every Postfix program that reads the list stops with a fatal error.
Networks (\`/24\`) have no place there.`,
  see: ['postconf(5) inet_interfaces', 'src/global/own_inet_addr.c', 'src/util/inet_addr_host.c'],
  evidence: { kind: 'log', says: ['host not found', 'config variable'], by: 'postfix' },
  messages: {
    bad: (d: { value: string; name: string }) =>
      `\`${d.value}\` is no address, and no host has such a name: programs that read \`${d.name}\` stop with a fatal error`,
    network: (d: { value: string; name: string }) =>
      `\`${d.value}\` is a network, and \`${d.name}\` takes addresses alone: programs that read it stop with a fatal error`,
  },
  scope: 'setting',
  kinds: ['interface-list', 'ip-address-list'],
  check({ project, setting, resolved, parameter, service }, report) {
    if (resolved.expanded.problem) return
    // The other list is read only when a program comes to need it.
    const used =
      service === undefined &&
      parameter?.kind === 'interface-list' &&
      project.base.get(setting.name)?.setting === setting
    const severity = used ? ('error' as const) : ('warning' as const)
    for (const item of knownItems(resolved)) {
      const { value } = item
      const inside = value.replace(/^\[(.*)\]$/, '$1')
      if (parseAddress(inside) !== undefined) continue
      const { name } = setting
      if (/^[\d.]+\/\d+$|^[\da-f:]+:[\da-f:]*\/\d+$/i.test(inside))
        report({ at: item, say: ['network', { value, name }], severity })
      else if (/^[\d.]+$/.test(inside)) report({ at: item, say: ['bad', { value, name }], severity })
    }
  },
  examples: [
    {
      title: 'No address',
      'main.cf': `
        compatibility_level = 3.6
        inet_interfaces = «192.0.2.300»
      `,
    },
    {
      title: 'No address, and a network',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        inet_interfaces = loopback-only
        proxy_interfaces = «192.0.2.300», «198.51.100.0/24»
      `,
    },
    {
      title: 'Addresses',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        inet_interfaces = loopback-only
        proxy_interfaces = 192.0.2.30
      `,
    },
  ],
})
