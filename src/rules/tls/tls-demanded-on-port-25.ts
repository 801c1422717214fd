import { firstWritten } from '../../config/certain-values.js'
import { readInetEndpoint } from '../../config/inet-endpoint.js'
import { isServerPort } from '../../config/listeners.js'
import { publicSmtpServers, serverTls, servicesOf } from '../../config/smtp-servers.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'tls-demanded-on-port-25',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'The port for mail from other servers refuses mail without TLS',
  why: `Other mail servers hand in mail on port 25, and some of them do no TLS. With \`smtpd_tls_security_level = encrypt\`
smtpd(8) refuses whatever they say before STARTTLS, so their mail bounces. RFC 3207 says that a server in the public DNS
must not do that. Usual is \`may\` in main.cf, and \`encrypt\` for the submission service in master.cf. For a server that takes
mail from few known servers, it is fine.`,
  see: ['postconf(5) smtpd_tls_security_level', 'TLS_README', 'RFC 3207'],
  evidence: { kind: 'heuristic', because: 'the server may be for known servers only' },
  messages: {
    demanded: (d: { name: string }) =>
      `\`${d.name}\` refuses mail from servers without TLS. On a server for the public this loses mail: use \`may\` here, and \`encrypt\` for submission only`,
  },
  scope: 'project',
  check({ project }, report) {
    if (!project.hasMain) return
    for (const server of publicSmtpServers(project)) {
      const { config, service } = server
      if (service?.type !== 'inet') continue
      const { port, host, problem } = readInetEndpoint(service.name)
      if (problem !== undefined || host !== '' || !isServerPort(project, port)) continue
      const tls = serverTls(config)
      // A wrapper on this port is found by a rule of its own.
      if (tls?.level !== 'encrypt' || tls.wrapped) continue
      const at = firstWritten(config, [tls.decidedBy])
      if (at !== undefined) report({ at, say: ['demanded', { name: service.name }], services: servicesOf(server) })
    }
  },
  examples: [
    {
      title: 'The level of main.cf holds for port 25 as well',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_security_level = «encrypt»
        smtpd_tls_chain_files = /etc/ssl/private/mail.example.com.pem
      `,
      'master.cf': `
        smtp inet n - y - - smtpd
      `,
    },
    {
      title: 'Demanded for submission only',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_security_level = may
        smtpd_tls_chain_files = /etc/ssl/private/mail.example.com.pem
      `,
      'master.cf': `
        smtp inet n - y - - smtpd
        submission inet n - y - - smtpd
          -o smtpd_tls_security_level=encrypt
          -o smtpd_sasl_auth_enable=yes
      `,
    },
  ],
})
