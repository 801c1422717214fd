import { servicesFile } from '../../config/host/services-file.js'
import { knownPorts } from '../../config/inet-endpoint.js'
import { serviceEndpoints } from '../../config/service-endpoints.js'
import { nearestName } from '../../text/nearest-name.js'
import { defineRule } from '../define.js'

/** Names that the services(5) file of any system has. */
const everywhere = ['smtp', 'submission', 'lmtp', 'qmqp', 'smtps', 'submissions']

/** Names that came into services(5) late, so that old systems lack them. */
const late: ReadonlySet<string> = new Set(['smtps', 'submissions', 'lmtp'])

/** Other names of a port, which some systems have: what looks like one of them is another port. */
const others: Readonly<Record<string, string>> = { ssmtp: 'smtps', urd: 'smtps', mail: 'smtp', msa: 'submission' }

export default defineRule({
  id: 'unknown-port-name',
  severity: 'info',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A network service names its port by a word that the host may not know',
  why: `The port in the first column of an \`inet\` service is a number, or a name from the host's services(5) file or, from
Postfix 3.6 on, from \`known_tcp_ports\`. When none of them has the name, Postfix stops with a fatal error.`,
  see: ['master(5)', 'services(5)', 'postconf(5) known_tcp_ports', 'src/util/inet_listen.c'],
  evidence: {
    kind: 'log',
    says: ['Servname not supported', 'Service not found', 'Name or service not known'],
    by: 'master',
  },
  messages: {
    missing: (d: { port: string; near: string | undefined }) =>
      `Neither /etc/services nor \`known_tcp_ports\` has the port name \`${d.port}\`: Postfix stops with a fatal error here. ${d.near ? `Did you mean \`${d.near}\`?` : 'Write the number of the port'}`,
    unknown: (d: { port: string; near: string | undefined }) =>
      `Unless the file /etc/services of the host has the name \`${d.port}\`, Postfix stops with a fatal error here. ${d.near ? `Did you mean \`${d.near}\`?` : 'The number of the port works everywhere'}`,
  },
  scope: 'project',
  check({ project }, report) {
    const file = project.master?.source.name
    const ports = knownPorts(project)
    const services = servicesFile(project.facts)
    for (const { service, inet } of serviceEndpoints(project)) {
      if (inet === undefined || file === undefined) continue
      const { range, text } = service.entry.service
      const colon = text.lastIndexOf(':') + 1
      const port = text.slice(colon)
      if (/^[0-9]+$/.test(port) || ports.has(port) || services?.has(port) === true) continue
      const isCertain = services !== undefined
      // Any host has most of the usual names, and some old ones lack a few.
      if (!isCertain && (/^[0-9]+$/.test(inet.port) || everywhere.includes(port)) && !late.has(port)) continue
      const near =
        (Object.hasOwn(others, port) ? others[port] : undefined) ??
        nearestName(
          port,
          everywhere.filter(name => name !== port),
        )
      const at = { file, range: { start: range.start + colon, end: range.end } }
      const likely = late.has(port) ? undefined : near
      report({
        at,
        say: [isCertain ? 'missing' : 'unknown', { port, near: likely }],
        ...(isCertain && { severity: 'error' }),
        services: [service],
        ...(likely !== undefined && { fix: { title: `Write \`${likely}\``, edits: [{ ...at, text: likely }] } }),
      })
    }
  },
  examples: [
    {
      title: 'A slip of the pen',
      'master.cf': `
        «submision» inet n - y - - smtpd
      `,
      fixed: `
        submission inet n - y - - smtpd
      `,
    },
    {
      title: 'A name that the host does not know',
      prove: false,
      'master.cf': `
        «filter-return» inet n - y - - smtpd
      `,
      files: { '/etc/services': { text: 'smtp 25/tcp mail\nsubmission 587/tcp\n' } },
    },
    {
      title: 'A name that only some systems have',
      prove: false,
      'master.cf': `
        «ssmtp» inet n - y - - smtpd -o smtpd_tls_wrappermode=yes
      `,
      fixed: `
        smtps inet n - y - - smtpd -o smtpd_tls_wrappermode=yes
      `,
    },
    {
      title: 'Names that Postfix knows itself',
      clean: true,
      'master.cf': `
        smtp inet n - y - - smtpd
        submissions inet n - y - - smtpd
      `,
    },
  ],
})
