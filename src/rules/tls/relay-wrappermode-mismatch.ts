import { certainSwitch, certainText, certainValue, firstWritten, writtenPlace } from '../../config/certain-values.js'
import type { Effective } from '../../config/effective.js'
import { portNumber } from '../../config/inet-endpoint.js'
import { isLoopbackHost } from '../../config/listeners.js'
import { viewsOf } from '../../config/measures.js'
import type { Project } from '../../config/project.js'
import { findTransport } from '../../config/service-lookup.js'
import { servicesOf } from '../../config/smtp-servers.js'
import { readDestination, readTransport, type SpecPart } from '../../config/transport-specs.js'
import { defineRule } from '../define.js'

const wrapper = 'smtp_tls_wrappermode'
const level = 'smtp_tls_security_level'
/** Levels below "encrypt" for certain: what `dane` comes to depends on the DNS. */
const weak: ReadonlySet<string> = new Set(['', 'none', 'may'])
/** Ports where a server begins in plain text. */
const plainPorts: ReadonlySet<string> = new Set(['25', '587'])

export default defineRule({
  id: 'relay-wrappermode-mismatch',
  severity: 'error',
  since: '0.1.0',
  postfix: { from: '3.0' },
  fix: 'none',
  summary: 'The mail client begins with TLS where the other server does not, or the other way round',
  why: `A server on port 465 (submissions) speaks TLS from the first byte; on 25 and 587 it begins in plain text, and TLS comes with
STARTTLS. smtp(8) does the first with \`${wrapper} = yes\` together with \`${level} = encrypt\` (or a stronger level), and
the second without. When the two do not fit, both sides wait for each other and the mail stays in the queue.`,
  see: ['TLS_README', 'postconf(5) smtp_tls_wrappermode', 'src/smtp/smtp_connect.c'],
  evidence: { kind: 'log', says: ['requires "smtp_tls_security_level = encrypt"', 'SMTPS wrappermode'], by: 'smtp' },
  messages: {
    missing: () =>
      `A server on port 465 waits for TLS at once, and Postfix waits for its greeting: mail stays in the queue. Set \`${wrapper} = yes\` and \`${level} = encrypt\`, or use port 587`,
    weak: (d: { value: string }) =>
      `With \`${wrapper} = yes\`, \`${level}\` has to be \`encrypt\` or stronger and is ${d.value === '' ? 'empty' : `\`${d.value}\``}: no mail is sent`,
    plain: (d: { port: string }) =>
      `A server on port ${d.port} begins in plain text, but with \`${wrapper} = yes\` Postfix begins with TLS: mail stays in the queue. Remove \`${wrapper}\`, or use port 465`,
  },
  scope: 'project',
  check({ project }, report) {
    if (!project.hasMain) return
    for (const view of viewsOf(project, ['smtp'])) {
      const { config } = view
      const text = certainText(config, level)?.toLowerCase()
      if (certainSwitch(config, wrapper) !== true || text === undefined || !weak.has(text)) continue
      if (text === '' && certainSwitch(config, 'smtp_enforce_tls') !== false) continue
      const at = firstWritten(config, [level, wrapper])
      const tables = ['smtp_tls_policy_maps', 'smtp_tls_per_site'].some(
        name => (certainText(config, name) ?? 'x') !== '',
      )
      const certain = !tables && view.service !== undefined
      const services = servicesOf(view)
      if (at !== undefined)
        report({ at, say: ['weak', { value: text }], services, ...(!certain && { severity: 'warning' }) })
    }
    // What the other server speaks on its port cannot be seen from here.
    checkRelay(project, (at, say) => report({ at, say, severity: 'warning' }))
  },
  examples: [
    {
      title: 'Port 465, as for mail programs',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        relayhost = [smtp.example.com]:«465»
        smtp_tls_security_level = encrypt
      `,
    },
    {
      title: 'The wrapper without the level',
      'main.cf': `
        compatibility_level = 3.6
        local_transport = smtp:[127.0.0.1]:10025
        relayhost = [smtp.example.com]:465
        smtp_tls_wrappermode = yes
        smtp_tls_security_level = «may»
      `,
    },
    {
      title: 'The wrapper on port 587',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        relayhost = [smtp.example.com]:«587»
        smtp_tls_wrappermode = yes
        smtp_tls_security_level = encrypt
      `,
    },
    {
      title: 'Port 465 with both settings',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        relayhost = [smtp.example.com]:465
        smtp_tls_wrappermode = yes
        smtp_tls_security_level = encrypt
      `,
    },
  ],
})

type Said = readonly ['missing'] | readonly ['plain', { readonly port: string }]

/** The relay host is used by the service that `default_transport` names. */
function checkRelay(project: Project, say: (at: SpecPart, said: Said) => void): void {
  const relay = certainValue(project.base, 'relayhost')
  const transport = certainValue(project.base, 'default_transport')
  const place = writtenPlace(relay)
  const name = transport && readTransport(transport)
  if (relay === undefined || place === undefined || name === undefined || name.nexthop !== undefined) return
  const config = configOf(project, name.transport.value)
  const whole = { text: relay.expanded.text, span: { start: 0, end: relay.text.length }, value: relay.text }
  const destination = readDestination(whole)
  if (config === undefined || destination?.type !== 'host' || destination.port === undefined) return
  const { port, host } = destination
  const number = portNumber(project, port.value)
  const wrapped = certainSwitch(config, wrapper)
  if (isLoopbackHost(host.value)) return
  if (number === '465' && wrapped === false) say(port, ['missing'])
  else if (plainPorts.has(number) && wrapped === true) say(port, ['plain', { port: number }])
}

/** What the client that sends to the relay host runs with; undefined when it is another program. */
function configOf(project: Project, transport: string): Effective | undefined {
  if (!project.hasMaster) return transport === 'smtp' ? project.base : undefined
  const service = findTransport(project, transport)
  return service?.program === 'smtp' ? service.config : undefined
}
