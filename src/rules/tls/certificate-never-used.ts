import { certainSwitch, certainText, firstWritten } from '../../config/certain-values.js'
import { serverCertificate } from '../../config/server-certificates.js'
import { serverTls, smtpServers } from '../../config/smtp-servers.js'
import { defineRule } from '../define.js'

const files = ['smtpd_tls_chain_files', 'smtpd_tls_cert_file', 'smtpd_tls_eccert_file']
/** Programs that do TLS for others, with the certificates of smtpd(8) by default. */
const helpers: ReadonlySet<string> = new Set(['postscreen', 'tlsproxy'])
const helperLevels = ['postscreen_tls_security_level', 'tlsproxy_tls_security_level']

export default defineRule({
  id: 'certificate-never-used',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'The server has a certificate, and TLS is not switched on',
  why: `A certificate alone does not make smtpd(8) offer TLS: \`smtpd_tls_security_level\` has to be \`may\` (offer it) or
\`encrypt\` (demand it). It is empty by default, which means no TLS: mail comes in as plain text, and mail programs that
demand TLS cannot connect.`,
  see: ['TLS_README', 'postconf(5) smtpd_tls_security_level', 'src/smtpd/smtpd.c'],
  evidence: { kind: 'source', because: 'smtpd.c sets up TLS only with a level; nothing is logged without one' },
  messages: {
    off: () =>
      'This certificate is never used, because the server does no TLS. To offer it, set `smtpd_tls_security_level = may`',
  },
  scope: 'project',
  check({ project }, report) {
    const { base } = project
    const servers = smtpServers(project)
    if (!project.hasMain || servers.length === 0) return
    if (serverCertificate(base) !== 'given' || servers.some(({ config }) => serverTls(config)?.level !== 'none')) return
    const helped = project.services.some(
      ({ program, config }) =>
        helpers.has(program) && helperLevels.some(name => !['', 'none', undefined].includes(certainText(config, name))),
    )
    if (helped || certainSwitch(base, 'smtpd_use_tls') === true) return
    const at = firstWritten(base, files)
    if (at !== undefined) report({ at, say: ['off'], ...(!project.hasMaster && { severity: 'info' }) })
  },
  examples: [
    {
      title: 'The level is missing',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_cert_file = «/etc/ssl/certs/mail.example.com.pem»
        smtpd_tls_key_file = /etc/ssl/private/mail.example.com.key
      `,
      'master.cf': `
        smtp inet n - y - - smtpd
      `,
    },
    {
      title: 'One service uses it',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_cert_file = /etc/ssl/certs/mail.example.com.pem
        smtpd_tls_key_file = /etc/ssl/private/mail.example.com.key
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
