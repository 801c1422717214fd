import { nameLocation } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { readDestination, readTransport } from '../../config/transport-specs.js'
import { defineRule } from '../define.js'

/** Transports whose next hop can be a socket of lmtp(8). */
const transports = [
  'virtual_transport',
  'mailbox_transport',
  'local_transport',
  'fallback_transport',
  'default_transport',
  'relay_transport',
]

export default defineRule({
  id: 'fallback-beside-socket',
  severity: 'info',
  since: '0.1.0',
  postfix: { from: '3.1' },
  fix: 'none',
  summary: 'A fallback host for LMTP, where mail goes to a socket',
  why: `\`lmtp_fallback_relay\` takes the mail that an LMTP server on the network does not take. For a server that is reached by a
socket (\`lmtp:unix:...\`) it is not used, and lmtp(8) logs a warning at each delivery.`,
  see: ['postconf(5) lmtp_fallback_relay', 'src/smtp/smtp_connect.c'],
  evidence: {
    kind: 'source',
    because: 'it is logged at each delivery to a socket that is there (`smtp_connect_local`)',
  },
  messages: {
    socket: (d: { transport: string }) =>
      `\`lmtp_fallback_relay\` is not used for mail to a socket, as \`${d.transport}\` has it: lmtp(8) logs a warning each time. Remove it if all mail goes to sockets`,
  },
  scope: 'setting',
  parameters: ['lmtp_fallback_relay'],
  check({ setting, resolved, view }, report) {
    if (resolved.unknown || resolved.text === '' || view.get(setting.name)?.setting !== setting) return
    for (const transport of transports) {
      const value = view.get(transport)
      const spec = value && isReadable(value) ? readTransport(value) : undefined
      if (value?.setting === undefined || spec?.transport.value !== 'lmtp' || spec.nexthop === undefined) continue
      if (readDestination(spec.nexthop)?.type !== 'socket') continue
      const related = [{ at: nameLocation(value.setting), message: 'mail to a socket' }]
      report({ at: nameLocation(setting), say: ['socket', { transport }], related })
      return
    }
  },
  examples: [
    {
      title: 'Dovecot by its socket',
      'main.cf': `
        mailbox_transport = lmtp:unix:private/dovecot-lmtp
        «lmtp_fallback_relay» = [mail.example.com]:24
      `,
    },
    {
      title: 'A server on the network',
      clean: true,
      'main.cf': `
        mailbox_transport = lmtp:inet:store.example.com:24
        lmtp_fallback_relay = [mail.example.com]:24
      `,
    },
  ],
})
