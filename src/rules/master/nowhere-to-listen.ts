import { parseAddress } from '../../config/addresses.js'
import type { Resolved } from '../../config/effective.js'
import { serviceEndpoints } from '../../config/service-endpoints.js'
import { defineRule } from '../define.js'

const protocols = 'inet_protocols'
const interfaces = 'inet_interfaces'

/** Words of a value that is known; undefined when it is not. */
function words(setting: Resolved | undefined): readonly string[] | undefined {
  if (setting === undefined || setting.unknown || setting.expanded.problem) return undefined
  return setting.list().map(({ span }) => setting.text.slice(span.start, span.end).toLowerCase())
}

export default defineRule({
  id: 'nowhere-to-listen',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A network service has no address at which it could listen',
  why: `A service of type \`inet\` listens at the host in its first column or, without one, at the addresses of
\`inet_interfaces\`, as far as \`inet_protocols\` allows them. When nothing is left, Postfix stops with a fatal error; when
\`inet_protocols\` is empty, it starts none of these services.`,
  see: ['master(5)', 'postconf(5) inet_protocols', 'postconf(5) inet_interfaces', 'src/master/master_ent.c'],
  evidence: {
    kind: 'log',
    says: [
      'bad hostname or network address',
      'service definition requires valid',
      'no valid IP address found',
      'disabling all type',
    ],
    by: 'master',
  },
  messages: {
    family: (d: { name: string; family: string; value: string }) =>
      `\`${d.name}\` is an ${d.family} address, but \`${protocols} = ${d.value}\` switches ${d.family} off: Postfix stops with a fatal error here and does not start`,
    interfaces: (d: { name: string }) =>
      `\`${d.name}\` names no host, and \`${interfaces}\` is empty, so there is no address to listen at: Postfix stops with a fatal error here and does not start`,
    protocols: (d: { name: string }) =>
      `\`${protocols}\` is empty, so Postfix does not start \`${d.name}\`, nor any other network service`,
  },
  scope: 'project',
  check({ project }, report) {
    const allowed = words(project.base.get(protocols))
    const addresses = words(project.base.get(interfaces))
    const file = project.master?.source.name
    if (allowed === undefined || file === undefined) return
    for (const { service, inet } of serviceEndpoints(project)) {
      if (inet === undefined) continue
      const { name } = service
      const at = { file, range: service.entry.service.range }
      const family = parseAddress(inet.host)?.family
      const value = allowed.join(', ')
      if (allowed.length === 0) report({ at, say: ['protocols', { name }], services: [service], severity: 'warning' })
      else if (family !== undefined && !allowed.includes(family) && !allowed.includes('all')) {
        report({
          at,
          say: ['family', { name, family: family === 'ipv6' ? 'IPv6' : 'IPv4', value }],
          services: [service],
        })
      } else if (inet.host === '' && addresses?.length === 0)
        report({ at, say: ['interfaces', { name }], services: [service] })
    }
  },
  examples: [
    {
      title: 'IPv6 is switched off',
      'main.cf': `
        inet_protocols = ipv4
      `,
      'master.cf': `
        «[::1]:10025» inet n - y - - smtpd
      `,
    },
    {
      title: 'No addresses',
      'main.cf': `
        inet_interfaces =
      `,
      'master.cf': `
        «smtp» inet n - y - - smtpd
      `,
    },
    {
      title: 'Both families',
      clean: true,
      'main.cf': `
        inet_protocols = all
      `,
      'master.cf': `
        [::1]:10025 inet n - y - - smtpd
      `,
    },
  ],
})
