import { toSeconds } from '../../config/convert.js'
import { wholeValue } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'session-cache-off',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  summary: 'A time of zero switches the memory for TLS sessions off',
  why: `With a cache of TLS sessions, or with session tickets, a client that comes back is spared the slow part of the handshake.
\`..._tls_session_cache_timeout = 0\` does not mean "no limit": it switches the cache off, and for the server the tickets as well.`,
  see: ['postconf(5) smtpd_tls_session_cache_timeout', 'src/tls/tls_server.c'],
  evidence: { kind: 'source', because: 'tls_server_init() sets up caching only for a time above zero' },
  messages: {
    off: (d: { name: string; tickets: string }) =>
      `\`${d.name} = 0\` switches the memory for TLS sessions off${d.tickets}: each connection needs a whole handshake. Remove the line to have the default`,
  },
  scope: 'setting',
  parameters: ['smtpd_tls_session_cache_timeout', 'smtp_tls_session_cache_timeout', 'lmtp_tls_session_cache_timeout'],
  check({ setting, resolved, parameter }, report) {
    if (!isReadable(resolved)) return
    const time = toSeconds(resolved.text, parameter?.defaultTimeUnit)
    if (!time.ok || time.value !== 0) return
    const tickets = setting.name.startsWith('smtpd') ? ', and session tickets with it' : ''
    report({ at: wholeValue(resolved), say: ['off', { name: setting.name, tickets }] })
  },
  examples: [
    {
      title: 'Zero',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_session_cache_timeout = «0»
      `,
    },
    {
      title: 'Two hours',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_session_cache_timeout = 7200s
      `,
    },
  ],
})
