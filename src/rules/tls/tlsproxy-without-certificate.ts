import { certainText, firstWritten } from '../../config/certain-values.js'
import { defineRule } from '../define.js'

const files = ['chain_files', 'cert_file', 'eccert_file', 'dcert_file'] as const

export default defineRule({
  id: 'tlsproxy-without-certificate',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'postscreen is to offer TLS, and tlsproxy has no certificate for it',
  why: `tlsproxy(8) does the TLS of postscreen(8). Its certificates are those of the SMTP server unless \`tlsproxy_tls_chain_files\` and the
like are set. When those are set to nothing it has none, logs a warning, and STARTTLS does not work at postscreen.`,
  see: ['tlsproxy(8)', 'postconf(5) tlsproxy_tls_chain_files', 'src/tlsproxy/tlsproxy.c'],
  evidence: { kind: 'source', because: 'pre_jail_init_server() warns when the first client comes' },
  messages: {
    none: (d: { name: string }) =>
      `\`${d.name}\` leaves tlsproxy without a certificate, though the SMTP server has one: remove the line`,
  },
  scope: 'service',
  programs: ['tlsproxy'],
  check({ config }, report) {
    const level = certainText(config, 'tlsproxy_tls_security_level')
    if (level === undefined || level === '' || level === 'none') return
    const empty = (prefix: string) => files.every(file => (certainText(config, `${prefix}${file}`) ?? '') === '')
    if (!empty('tlsproxy_tls_') || empty('smtpd_tls_')) return
    const names = files.map(file => `tlsproxy_tls_${file}`)
    const name = names.find(each => config.get(each)?.setting !== undefined)
    const at = firstWritten(config, names)
    if (at !== undefined && name !== undefined) report({ at, say: ['none', { name }] })
  },
  examples: [
    {
      title: 'Set to nothing',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_security_level = may
        smtpd_tls_chain_files = /etc/ssl/private/mail.example.com.pem
        tlsproxy_tls_chain_files =«»
      `,
      'master.cf': `
        tlsproxy unix - - y - 0 tlsproxy
      `,
    },
    {
      title: 'As the server has it',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_security_level = may
        smtpd_tls_chain_files = /etc/ssl/private/mail.example.com.pem
      `,
      'master.cf': `
        tlsproxy unix - - y - 0 tlsproxy
      `,
    },
  ],
})
