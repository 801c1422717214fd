import type { Project } from '../../config/project.js'
import { type Endpoint, serviceEndpoints } from '../../config/service-endpoints.js'
import { defineRule } from '../define.js'

/** Hosts that stand for the same address. */
const loopback: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost'])

/** Do both certainly listen on one and the same address? */
function overlap(a: string, b: string, everywhere: boolean): boolean {
  if (loopback.has(a) && loopback.has(b)) return true
  const [all, one] = a === '' ? [a, b] : [b, a]
  return all === '' && everywhere && one !== ''
}

function listensEverywhere(project: Project): boolean {
  const interfaces = project.base.get('inet_interfaces')
  return interfaces !== undefined && !interfaces.unknown && interfaces.text.toLowerCase() === 'all'
}

export default defineRule({
  id: 'overlapping-endpoint',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'Two services listen on the same port of the same address',
  why: `A service without a host in its first column listens on all addresses, so a second one with the same port and a
host listens where the first does already. Depending on the operating system, Postfix does not start, or the system
decides which of the two gets a connection.`,
  see: ['master(5)', 'src/util/inet_listen.c', 'postconf(5) inet_interfaces'],
  evidence: { kind: 'source', because: 'inet_listen() sets SO_REUSEPORT where it can, and then nothing is logged' },
  messages: {
    overlap: (d: { name: string; other: string; port: string }) =>
      `\`${d.name}\` listens on port ${d.port} of an address where \`${d.other}\` listens too: which of them gets a connection depends on the system. Give one of them another port`,
  },
  scope: 'project',
  check({ project }, report) {
    const file = project.master?.source.name
    const everywhere = listensEverywhere(project)
    const byPort = new Map<string, Endpoint[]>()
    for (const endpoint of serviceEndpoints(project)) {
      if (endpoint.inet === undefined || file === undefined) continue
      const others = byPort.get(endpoint.inet.port) ?? []
      const { host, port } = endpoint.inet
      const other = others.find(
        ({ inet, key }) => key !== endpoint.key && inet !== undefined && overlap(inet.host, host, everywhere),
      )
      if (other !== undefined) {
        report({
          at: { file, range: endpoint.service.entry.service.range },
          say: ['overlap', { name: endpoint.service.name, other: other.service.name, port }],
          related: [{ at: { file, range: other.service.entry.service.range }, message: 'listens there too' }],
          services: [endpoint.service],
        })
      }
      if (others.length < 100) byPort.set(port, [...others, endpoint])
    }
  },
  examples: [
    {
      title: 'All addresses, and one of them',
      'master.cf': `
        smtp inet n - y - - smtpd
        «127.0.0.1:25» inet n - y - - smtpd
          -o smtpd_helo_required=no
      `,
    },
    {
      title: 'Different ports',
      clean: true,
      'master.cf': `
        smtp inet n - y - - smtpd
        127.0.0.1:10025 inet n - y - - smtpd
      `,
    },
  ],
})
