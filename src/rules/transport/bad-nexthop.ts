import { partOfItem, replacePlace } from '../../config/elements.js'
import { destinationFault } from '../../config/host-names.js'
import type { Project } from '../../config/project.js'
import { findTransport } from '../../config/service-lookup.js'
import { readTransport } from '../../config/transport-specs.js'
import { defineRule } from '../define.js'

const stock: Readonly<Record<string, 'smtp' | 'lmtp'>> = { smtp: 'smtp', relay: 'smtp', lmtp: 'lmtp' }

/** Which client delivers for a transport; undefined when it is another program, or not known. */
function clientOf(project: Project, transport: string): 'smtp' | 'lmtp' | undefined {
  const program = !project.hasMaster ? stock[transport] : findTransport(project, transport)?.program
  return program === 'smtp' || program === 'lmtp' ? program : undefined
}

/** Longest path that fits a socket address (`sun_path` of sockaddr_un on Linux, with its NUL). */
const longestPath = 107

export default defineRule({
  id: 'bad-nexthop',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'What follows the colon of a transport is no destination that its program can read',
  why: `For \`smtp\` and \`lmtp\` services the text after \`transport:\` is a destination: \`host\`, \`host:port\`, \`[host]\` or
\`[host]:port\`, and for lmtp(8) also \`unix:path\` or \`inet:host:port\`. At any other form the program stops with a fatal error
each time it is to deliver there, and the mail stays in the queue.`,
  see: ['smtp(8)', 'lmtp(8)', 'src/util/host_port.c', 'src/smtp/smtp_connect.c'],
  evidence: {
    kind: 'log',
    says: ['in server description', 'bad network port', 'unknown service: private/'],
    by: 'smtp',
  },
  messages: {
    bad: (d: { program: string; value: string; right: string | undefined }) =>
      `\`${d.program}\` cannot read \`${d.value}\` as a destination and stops with a fatal error, so the mail stays in the queue. ${d.right ? `Write \`${d.right}\`` : 'Write `[host]:port`'}`,
    socket: (d: { value: string }) =>
      `smtp(8) reads \`${d.value}\` as a host \`unix\` with a port and stops with a fatal error, so the mail stays in the queue. For a socket use the service \`lmtp\``,
    long: (d: { length: number }) =>
      `The path of a socket has at most ${longestPath} characters, this has ${d.length}: mail for it stays in the queue`,
  },
  scope: 'setting',
  kinds: ['transport-nexthop'],
  check({ project, setting, resolved, view, parameter, service }, report) {
    if (resolved.unknown || resolved.expanded.problem || view.get(setting.name)?.setting !== setting) return
    if (service && !parameter?.readBy.includes(service.program)) return
    const spec = readTransport(resolved)
    const program = spec && clientOf(project, spec.transport.value)
    const hop = spec?.nexthop
    if (program === undefined || hop === undefined) return
    const { value } = hop
    if (value.startsWith('unix:')) {
      const path = partOfItem(hop, 'unix:'.length, value.length)
      if (program === 'smtp') report({ at: hop, say: ['socket', { value }] })
      else if (value.length - 'unix:'.length > longestPath)
        report({ at: path, say: ['long', { length: value.length - 'unix:'.length }] })
      return
    }
    const skip = program === 'lmtp' && value.startsWith('inet:') ? 'inet:'.length : 0
    // A content filter takes several destinations from 3.5 on, and lists are read elsewhere.
    if (/[\s,]/.test(value)) return
    const fault = destinationFault(value.slice(skip))
    if (fault === undefined) return
    const right = fault.right === undefined ? undefined : value.slice(0, skip) + fault.right
    report({
      at: partOfItem(hop, skip + fault.start, skip + fault.end),
      say: ['bad', { program, value, right }],
      fix: right === undefined ? undefined : { title: `Write \`${right}\``, edits: replacePlace(hop, right) },
    })
  },
  examples: [
    {
      title: 'The port is inside the brackets',
      'main.cf': `
        compatibility_level = 3.6
        local_transport = smtp:[127.0.0.1«:10025»]
      `,
      fixed: `
        compatibility_level = 3.6
        local_transport = smtp:[127.0.0.1]:10025
      `,
    },
    {
      title: 'A socket for the SMTP client',
      'main.cf': `
        compatibility_level = 3.6
        local_transport = smtp:«unix:private/dovecot-lmtp»
      `,
    },
    {
      title: 'Forms that are understood',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        mailbox_transport = lmtp:inet:mail.example.com:24
        best_mx_transport = smtp:[2001:db8::25]
      `,
    },
  ],
})
