import { certainSwitch, firstWritten } from '../../config/certain-values.js'
import { serverTls, servicesOf, smtpServers } from '../../config/smtp-servers.js'
import { defineRule } from '../define.js'

const required = 'smtpd_tls_req_ccert'

export default defineRule({
  id: 'unenforced-client-certificate',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'Client certificates are required where TLS itself is not',
  why: `\`${required} = yes\` refuses clients without a trusted certificate, but a client that does not start TLS shows no
certificate at all. So smtpd(8) takes it seriously only where TLS is demanded (\`smtpd_tls_security_level = encrypt\` or
wrapper mode); elsewhere it logs "Can't require client certs unless TLS is required" and lets clients in without one.`,
  see: ['postconf(5) smtpd_tls_req_ccert', 'postconf(5) smtpd_tls_ask_ccert', 'src/smtpd/smtpd.c'],
  evidence: { kind: 'log', says: ["Can't require client certs unless TLS is required"], by: 'smtpd' },
  messages: {
    unheard: () =>
      `Clients get in without a certificate, because TLS is only offered here, not demanded. Set \`smtpd_tls_security_level = encrypt\` for this service, or use \`smtpd_tls_ask_ccert\``,
  },
  scope: 'project',
  check({ project }, report) {
    if (!project.hasMain) return
    for (const server of smtpServers(project)) {
      const { config } = server
      if (certainSwitch(config, required) !== true || serverTls(config)?.level !== 'may') continue
      const at = firstWritten(config, [required])
      if (at !== undefined) report({ at, say: ['unheard'], services: servicesOf(server) })
    }
  },
  examples: [
    {
      title: 'The level is only `may`',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_security_level = may
        smtpd_tls_cert_file = /etc/ssl/certs/ssl-cert-snakeoil.pem
        smtpd_tls_key_file = /etc/ssl/private/ssl-cert-snakeoil.key
        smtpd_tls_req_ccert = «yes»
      `,
    },
    {
      title: 'On a service that demands TLS',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_chain_files = /etc/ssl/private/mail.example.com.pem
      `,
      'master.cf': `
        10025 inet n - y - - smtpd
          -o smtpd_tls_security_level=encrypt
          -o smtpd_tls_req_ccert=yes
      `,
    },
  ],
})
