import { certainSwitch, firstWritten } from '../../config/certain-values.js'
import { publicSmtpServers, serverTls, servicesOf } from '../../config/smtp-servers.js'
import { defineRule } from '../define.js'

const login = 'smtpd_sasl_auth_enable'
const onlyWithTls = 'smtpd_tls_auth_only'

export default defineRule({
  id: 'login-never-offered',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'Clients may log in only over TLS, and there is no TLS',
  why: `\`${onlyWithTls} = yes\` keeps \`AUTH\` back until the client has started TLS. A service whose
\`smtpd_tls_security_level\` is empty or \`none\` does not offer STARTTLS, so nobody can ever log in there: mail programs say
that the server does not support authentication.`,
  see: ['postconf(5) smtpd_tls_auth_only', 'postconf(5) smtpd_tls_security_level', 'src/smtpd/smtpd.c'],
  evidence: {
    kind: 'source',
    because: 'smtpd_proto() starts SASL only with TLS, and STARTTLS is offered only with a level',
  },
  messages: {
    never: () =>
      `Nobody can log in: \`${onlyWithTls} = yes\` keeps the login for connections with TLS, and this service offers no TLS. Set \`smtpd_tls_security_level = may\` and a certificate`,
  },
  scope: 'project',
  check({ project }, report) {
    if (!project.hasMain) return
    for (const server of publicSmtpServers(project)) {
      const { config } = server
      if (certainSwitch(config, login) !== true || certainSwitch(config, onlyWithTls) !== true) continue
      if (serverTls(config)?.level !== 'none') continue
      const at = firstWritten(config, [onlyWithTls, login])
      if (at !== undefined) report({ at, say: ['never'], services: servicesOf(server) })
    }
  },
  examples: [
    {
      title: 'The security level is missing',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_sasl_auth_enable = yes
        smtpd_tls_auth_only = «yes»
      `,
    },
    {
      title: 'TLS is offered',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_sasl_auth_enable = yes
        smtpd_tls_auth_only = yes
        smtpd_tls_security_level = may
        smtpd_tls_chain_files = /etc/ssl/private/mail.example.com.pem
      `,
    },
  ],
})
