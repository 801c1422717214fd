import { certainSwitch } from '../../config/certain-values.js'
import { nameLocation } from '../../config/elements.js'
import { defineRule } from '../define.js'

/** What tlsproxy sets up once, when it starts. */
const setUpOnce =
  /^(?:smtp|lmtp)_tls_(?:CAfile|CApath|chain_files|cert_file|key_file|eccert_file|eckey_file|fingerprint_digest|loglevel|scert_verifydepth)$/

export default defineRule({
  id: 'override-unknown-to-tlsproxy',
  severity: 'warning',
  since: '0.1.0',
  postfix: { from: '3.4' },
  fix: 'none',
  summary: 'A TLS setting of one delivery service that the program doing the TLS does not know',
  why: `With \`smtp_tls_connection_reuse = yes\` tlsproxy(8) does the TLS for the SMTP client. It reads certificates and trusted authorities from
main.cf when it starts. What a delivery service has in \`-o\` differs from that, so tlsproxy logs a warning for each connection and sets up
everything anew. Such a service needs a tlsproxy of its own (\`tlsproxy_service_name\`), or no reuse.`,
  see: ['tlsproxy(8)', 'postconf(5) smtp_tls_connection_reuse', 'src/tlsproxy/tlsproxy.c'],
  evidence: { kind: 'source', because: 'tlsproxy(8) compares the settings it is sent with its own and warns' },
  messages: {
    unknown: (d: { name: string }) =>
      `tlsproxy does the TLS of this service and knows \`${d.name}\` only from main.cf: set it there, or \`smtp_tls_connection_reuse=no\` here`,
  },
  scope: 'service',
  programs: ['smtp', 'lmtp'],
  check({ project, service, config }, report) {
    if (service.overrides.length === 0) return
    if (certainSwitch(config, `${service.program}_tls_connection_reuse`) !== true) return
    if (config.sets('tlsproxy_service_name')) return
    for (const setting of service.overrides) {
      if (!setUpOnce.test(setting.name) || setting.value.text === project.base.get(setting.name)?.text) continue
      report({ at: nameLocation(setting), say: ['unknown', { name: setting.name }] })
    }
  },
  examples: [
    {
      title: 'An authority for one service',
      'main.cf': `
        compatibility_level = 3.6
        smtp_tls_security_level = may
        smtp_tls_connection_reuse = yes
      `,
      'master.cf': `
        partner unix - - y - - smtp
          -o «smtp_tls_CAfile»=/etc/postfix/partner.pem
      `,
    },
    {
      title: 'Without reuse',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtp_tls_security_level = may
        smtp_tls_connection_reuse = yes
      `,
      'master.cf': `
        smtp unix - - y - - smtp
        partner unix - - y - - smtp
          -o smtp_tls_CAfile=/etc/postfix/partner.pem
          -o smtp_tls_connection_reuse=no
      `,
    },
  ],
})
