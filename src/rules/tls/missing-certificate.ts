import { certainSwitch, firstWritten } from '../../config/certain-values.js'
import { serverCertificate } from '../../config/server-certificates.js'
import { serverTls, servicesOf, smtpServers } from '../../config/smtp-servers.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'missing-certificate',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'The server is to do TLS and has no certificate',
  why: `A server needs a certificate with its key for TLS: \`smtpd_tls_chain_files\`, or \`smtpd_tls_cert_file\` and
\`smtpd_tls_key_file\`. Without one, smtpd(8) logs "No server certs available. TLS won't be enabled". With the level \`may\`,
mail then comes in without TLS. With \`encrypt\` or in wrapper mode, every client is refused: it has to use TLS, and TLS is
not there.

\`smtpd_tls_cert_file = none\` says that there is none on purpose.`,
  see: ['TLS_README', 'postconf(5) smtpd_tls_chain_files', 'postconf(5) smtpd_tls_cert_file', 'src/smtpd/smtpd.c'],
  evidence: {
    kind: 'log',
    says: ['No server certs available', 'Need a server cert to request client certs'],
    by: 'smtpd',
  },
  messages: {
    refused: () =>
      'This demands TLS, but there is no certificate, so TLS stays off and every client is refused. Name a key and certificate in `smtpd_tls_chain_files`',
    off: () =>
      'This offers TLS, but there is no certificate, so TLS stays off. Name a key and certificate in `smtpd_tls_chain_files`',
    asked: () =>
      'A server without a certificate of its own cannot ask clients for theirs, so TLS stays off. Name a key and certificate in `smtpd_tls_chain_files`',
  },
  scope: 'project',
  check({ project }, report) {
    if (!project.hasMain) return
    for (const server of smtpServers(project)) {
      const { config, service } = server
      // A process that sendmail(1) starts has no use for TLS.
      if (service?.type === 'unix') continue
      const tls = serverTls(config)
      if (tls === undefined || tls.level === 'none') continue
      const certificate = serverCertificate(config)
      const services = servicesOf(server)
      if (certificate === 'missing') {
        const at = firstWritten(config, [tls.decidedBy])
        if (at === undefined) continue
        const refused = tls.level === 'encrypt' && service !== undefined
        report({
          at,
          say: [tls.level === 'encrypt' ? 'refused' : 'off'],
          services,
          ...(!refused && { severity: 'warning' }),
        })
      } else if (certificate === 'declined' && asksForCertificates(config, tls.level)) {
        const at = firstWritten(config, ['smtpd_tls_ask_ccert', 'smtpd_tls_req_ccert'])
        if (at !== undefined) report({ at, say: ['asked'], services, severity: 'warning' })
      }
    }
  },
  examples: [
    {
      title: 'TLS is offered',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_security_level = «may»
      `,
    },
    {
      title: 'TLS is demanded on one port',
      'main.cf': `
        compatibility_level = 3.6
      `,
      'master.cf': `
        submission inet n - y - - smtpd
          -o smtpd_tls_security_level=«encrypt»
          -o smtpd_sasl_auth_enable=yes
      `,
      prove: false,
    },
    {
      title: 'No certificate, on purpose, and those of the clients are asked for',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_security_level = may
        smtpd_tls_cert_file = none
        smtpd_tls_ask_ccert = «yes»
      `,
    },
    {
      title: 'With a certificate',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_security_level = may
        smtpd_tls_chain_files = /etc/ssl/private/mail.example.com.pem
      `,
    },
  ],
})

function asksForCertificates(config: Parameters<typeof serverCertificate>[0], level: string): boolean {
  if (certainSwitch(config, 'smtpd_tls_ask_ccert') === true) return true
  return level === 'encrypt' && certainSwitch(config, 'smtpd_tls_req_ccert') === true
}
