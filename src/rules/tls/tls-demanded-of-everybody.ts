import { certainText, firstWritten } from '../../config/certain-values.js'
import { findTransport } from '../../config/service-lookup.js'
import { defineRule } from '../define.js'

const level = 'smtp_tls_security_level'
/** Levels with which mail waits when a server has no TLS. */
const demanding: ReadonlySet<string> = new Set(['encrypt', 'verify', 'secure', 'fingerprint', 'dane-only'])
/** When one of these is set, mail goes to chosen servers. */
const chosenServers = [
  'relayhost',
  'transport_maps',
  'sender_dependent_relayhost_maps',
  'sender_dependent_default_transport_maps',
]

export default defineRule({
  id: 'tls-demanded-of-everybody',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  fix: 'none',
  summary: 'Mail goes straight to all servers of the world, and only with TLS',
  why: `With \`${level} = encrypt\` or a stronger level, smtp(8) delivers only to servers that offer TLS (and, with the stronger
ones, only to those whose certificate fits). Some servers do not: mail for them stays in the queue until it is returned. For
one relay host the level is right; for mail to everybody, \`may\` or \`dane\` is usual, and \`smtp_tls_policy_maps\` for
destinations that have to use TLS.`,
  see: ['TLS_README', 'postconf(5) smtp_tls_security_level'],
  evidence: { kind: 'heuristic', because: 'it may be meant, or the servers that get mail may all have TLS' },
  messages: {
    all: (d: { level: string }) =>
      `Without a \`relayhost\`, \`${d.level}\` holds for every server: mail to one without TLS stays in the queue until it is returned. Usual is \`may\` or \`dane\``,
  },
  scope: 'project',
  check({ project }, report) {
    if (!project.hasMain) return
    const { base } = project
    if (chosenServers.some(name => base.get(name) !== undefined && certainText(base, name) !== '')) return
    if (certainText(base, 'default_transport') !== 'smtp') return
    const service = findTransport(project, 'smtp')
    if (project.hasMaster && service?.program !== 'smtp') return
    const config = service?.config ?? base
    const text = certainText(config, level)?.toLowerCase()
    const at = firstWritten(config, [level])
    if (text === undefined || at === undefined || !demanding.has(text)) return
    report({ at, say: ['all', { level: text }], services: service ? [service] : [] })
  },
  examples: [
    {
      title: 'No relay host',
      'main.cf': `
        compatibility_level = 3.6
        smtp_tls_security_level = «encrypt»
      `,
    },
    {
      title: 'For one relay host',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        relayhost = [smtp.example.com]:587
        smtp_tls_security_level = encrypt
      `,
    },
  ],
})
