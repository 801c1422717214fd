import { certainSwitch, firstWritten } from '../../config/certain-values.js'
import { disabledServices } from '../../config/disabled-services.js'
import { portNumber, readInetEndpoint } from '../../config/inet-endpoint.js'
import { publicSmtpServers, servicesOf } from '../../config/smtp-servers.js'
import { defineRule } from '../define.js'

const login = 'smtpd_sasl_auth_enable'

export default defineRule({
  id: 'login-on-port-25',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  fix: 'none',
  summary: 'Clients can log in on port 25 although there is a submission port',
  why: `Port 25 is for mail from other servers, which do not log in. When \`${login} = yes\` stands in main.cf, it holds there as
well, and the port is where robots guess passwords all day. Where people use 587 or 465, set it to \`no\` in main.cf (or on
port 25), and to \`yes\` with \`-o\` for the submission services.`,
  see: ['SASL_README', 'RFC 8314', 'postconf(5) smtpd_sasl_auth_enable'],
  evidence: { kind: 'heuristic', because: 'some people may still use port 25 to hand in mail' },
  messages: {
    open: (d: { name: string }) =>
      `Robots can guess passwords on \`${d.name}\`, which is for other mail servers. People have a submission port here, so set \`${login} = no\` for this one`,
  },
  scope: 'project',
  check({ project }, report) {
    if (!project.hasMain || !project.hasMaster) return
    const portOf = (name: string) => portNumber(project, readInetEndpoint(name).port)
    const off = disabledServices(project)
    const submission = project.services.some(service => {
      const people = service.type === 'inet' && ['465', '587'].includes(portOf(service.name))
      return people && !off.has(service) && certainSwitch(service.config, login) === true
    })
    if (!submission) return
    for (const server of publicSmtpServers(project)) {
      const { config, service } = server
      const at = firstWritten(config, [login])
      if (service === undefined || at === undefined || certainSwitch(config, login) !== true) continue
      const forServers = service.type === 'pass' || portOf(service.name) === '25'
      if (forServers) report({ at, say: ['open', { name: service.name }], services: servicesOf(server) })
    }
  },
  examples: [
    {
      title: 'The setting of main.cf holds everywhere',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_sasl_auth_enable = «yes»
        smtpd_tls_auth_only = yes
        smtpd_tls_security_level = may
        smtpd_tls_chain_files = /etc/ssl/private/mail.example.com.pem
      `,
      'master.cf': `
        smtp inet n - y - - smtpd
        submission inet n - y - - smtpd
          -o smtpd_tls_security_level=encrypt
      `,
    },
    {
      title: 'Only on the submission port',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtp_tls_security_level = may
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
