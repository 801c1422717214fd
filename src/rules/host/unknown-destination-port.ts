import type { Resolved } from '../../config/effective.js'
import { listItems, type ValuePlace, wholeValue } from '../../config/elements.js'
import { servicesFile } from '../../config/host/services-file.js'
import { knownPorts } from '../../config/inet-endpoint.js'
import type { Project } from '../../config/project.js'
import { findTransport } from '../../config/service-lookup.js'
import { readDestination, readTransport, type SpecPart } from '../../config/transport-specs.js'
import { nearestName } from '../../text/nearest-name.js'
import { defineRule } from '../define.js'

/** Programs that take what follows the last colon of a next hop for a port. */
const clients: ReadonlySet<string> = new Set(['smtp', 'lmtp'])

/** The ports of the destinations in a value, as words. */
function portsIn(project: Project, resolved: Resolved, kind: string): readonly SpecPart[] {
  const portOf = (part: SpecPart): readonly SpecPart[] => {
    const destination = readDestination(part)
    return destination?.type === 'host' && destination.port !== undefined ? [destination.port] : []
  }
  if (kind === 'tcp-port') return resolved.text === '' ? [] : [{ ...wholeValue(resolved), value: resolved.text }]
  if (kind !== 'transport-nexthop') return listItems(resolved).flatMap(portOf)
  const spec = readTransport(resolved)
  const service = spec && findTransport(project, spec.transport.value)
  return spec?.nexthop === undefined || !clients.has(service?.program ?? '') ? [] : portOf(spec.nexthop)
}

export default defineRule({
  id: 'unknown-destination-port',
  severity: 'error',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'Mail is to go to a port with a name that the host does not know',
  why: `A port behind a destination is a number, or a name from the host's \`/etc/services\` or, from Postfix 3.6 on, from
\`known_tcp_ports\`. With any other name the client stops with a fatal error ("unknown service") each time it has mail for this
destination, and the mail stays in the queue. The number works everywhere.`,
  see: ['smtp(8)', 'services(5)', 'postconf(5) known_tcp_ports', 'src/smtp/smtp_connect.c'],
  evidence: { kind: 'log', says: ['unknown service', 'unknown port'], by: 'smtp' },
  messages: {
    unknown: (d: { port: string; near: string | undefined }) =>
      `Neither /etc/services nor \`known_tcp_ports\` has the port \`${d.port}\`: smtp(8) stops with a fatal error, and the mail stays in the queue. ${d.near ? `Did you mean \`${d.near}\`?` : 'Write the number of the port'}`,
  },
  scope: 'setting',
  kinds: ['nexthop-list', 'host-port-list', 'transport-nexthop', 'tcp-port'],
  check({ project, setting, resolved, parameter, view, service }, report) {
    if (parameter === undefined || resolved.unknown || resolved.expanded.problem) return
    if (view.get(setting.name)?.setting !== setting) return
    const services = servicesFile(project.facts)
    if (services === undefined) return
    const known = knownPorts(project)
    for (const part of portsIn(project, resolved, parameter.kind)) {
      const port = part.value
      if (!/^[A-Za-z][\w-]*$/.test(port) || known.has(port) || services.has(port)) continue
      const at: ValuePlace = part
      const near = nearestName(port, [...known.keys(), ...services])
      report({ at, say: ['unknown', { port, near }], ...(service !== undefined && { services: [service] }) })
    }
  },
  examples: [
    {
      title: 'A misspelled port',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        relayhost = [127.0.0.1]:«submision»
      `,
      files: { '/etc/services': { text: 'smtp 25/tcp mail\nsubmission 587/tcp\n' } },
    },
    {
      title: 'A port that the host knows',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        relayhost = [127.0.0.1]:submission
      `,
      files: { '/etc/services': { text: 'smtp 25/tcp mail\nsubmission 587/tcp\n' } },
    },
  ],
})
