import { readInetEndpoint } from '../../config/inet-endpoint.js'
import { isLoopbackHost, isServerPort } from '../../config/listeners.js'
import { isReadable } from '../../config/mail-path.js'
import type { Project } from '../../config/project.js'
import { findTransport } from '../../config/service-lookup.js'
import { type ResultPart, resultOf, transportOf } from '../../config/table-values.js'
import { readDestination } from '../../config/transport-specs.js'
import { defineRule } from '../define.js'

/** True when this Postfix itself answers on port 25 of the loopback interface. */
function listensOnLoopback(project: Project): boolean {
  const interfaces = project.base.get('inet_interfaces')
  if (interfaces === undefined || !isReadable(interfaces)) return false
  const words = interfaces.list().map(({ span }) => interfaces.text.slice(span.start, span.end).toLowerCase())
  const reachesLoopback = words.some(word => word === 'all' || word === 'loopback-only' || isLoopbackHost(word))
  return project.services.some(({ type, name, program }) => {
    if (type !== 'inet' || program !== 'smtpd') return false
    const { host, port, problem } = readInetEndpoint(name)
    if (problem !== undefined || !isServerPort(project, port)) return false
    return host === '' ? reachesLoopback : isLoopbackHost(host)
  })
}

export default defineRule({
  id: 'nexthop-is-this-host',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A table sends mail to this very host',
  why: `A next hop in a transport table, or a relay host in a table, is where smtp(8) connects to. When that is port 25 of the host
itself, Postfix meets itself there, sees the greeting with its own name, and returns the mail: "mail for ... loops back to
myself". Mail for mailboxes of this host needs no entry: it is delivered by the class that the domain is in (\`mydestination\`,
\`virtual_mailbox_domains\`), or by \`local:\` and \`virtual:\`.`,
  see: ['transport(5)', 'src/smtp/smtp_proto.c'],
  evidence: { kind: 'log', says: ['loops back to myself'], by: 'smtp' },
  messages: {
    own: (d: { host: string }) =>
      `\`${d.host}\` is this host itself (\`myhostname\`): mail that comes here is returned ("loops back to myself"). Name another host, or let the class of the domain deliver it`,
    loopback: (d: { host: string }) =>
      `\`${d.host}\` is port 25 of this host, where this Postfix listens: mail that comes here is returned ("loops back to myself"). Name another host or port`,
  },
  scope: 'table',
  syntaxes: ['postmap', 'regexp', 'pcre'],
  uses: ['transport', 'sender-transport', 'sender-relayhost'],
  check({ project, table, uses }, report) {
    if (project.main === undefined || project.master === undefined) return undefined
    if (!table.roles.some(({ answers }) => answers)) return undefined
    const own = project.base.get('myhostname')
    const ownName = own !== undefined && isReadable(own) ? own.text.toLowerCase() : undefined
    const listens = listensOnLoopback(project)
    const isTransport = uses.some(({ value }) => value === 'transport')
    const judge = (nexthop: ResultPart) => {
      const destination = readDestination(nexthop)
      if (destination?.type !== 'host') return
      const { host, port } = destination
      if (!isServerPort(project, port?.value ?? 'smtp')) return
      if (host.value.toLowerCase() === ownName && listens) report({ at: host, say: ['own', { host: host.value }] })
      else if (isLoopbackHost(host.value) && listens) report({ at: host, say: ['loopback', { host: host.value }] })
    }
    return {
      line(line) {
        const result = resultOf(line)
        if (result === undefined) return
        if (!isTransport) {
          judge(result)
          return
        }
        const { transport, nexthop } = transportOf(result)
        if (nexthop === undefined || nexthop.value === '') return
        const name = transport.value === '' ? 'smtp' : transport.value
        if (findTransport(project, name)?.program === 'smtp') judge(nexthop)
      },
    }
  },
  examples: [
    {
      title: 'A domain of this host is sent to its own port',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        transport_maps = hash:/etc/postfix/transport
      `,
      'master.cf': 'smtp inet n - n - - smtpd\nsmtp unix - - n - - smtp\n',
      tables: {
        transport: 'example.net  smtp:[«127.0.0.1»]\nexample.com  smtp:[«mail.example.com»]:25\n',
      },
    },
    {
      title: 'A filter on another port, another host, and a delivery program',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        transport_maps = hash:/etc/postfix/transport
      `,
      'master.cf':
        'smtp inet n - n - - smtpd\nsmtp unix - - n - - smtp\nlmtp unix - - n - - lmtp\nlocal unix - n n - - local\n',
      tables: {
        transport:
          'example.com  smtp:[127.0.0.1]:10025\nexample.net  smtp:[mx.example.net]\nexample.org  lmtp:[127.0.0.1]\nhost.example.com  local:\n',
      },
    },
  ],
})
