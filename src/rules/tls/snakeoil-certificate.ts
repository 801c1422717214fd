import { listItems } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'snakeoil-certificate',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  fix: 'none',
  summary: 'The certificate is the one that the distribution made for trying things out',
  why: `Debian and others make a certificate when they install, which nobody has signed. Other mail servers usually take it,
as they do not look at who signed; mail programs warn their users, and servers that verify certificates send nothing.
It is a placeholder for one from a certificate authority.`,
  see: ['TLS_README', 'postconf(5) smtpd_tls_chain_files'],
  evidence: { kind: 'heuristic', because: 'told by the name of the file; for a server inside one site it may do' },
  messages: {
    placeholder: (d: { value: string }) =>
      `\`${d.value}\` is a placeholder that nobody has signed: mail programs will warn about it. Get a certificate for the name of this host`,
  },
  scope: 'setting',
  kinds: ['file-path', 'file-path-list'],
  check({ setting, resolved }, report) {
    if (!/^smtpd_tls_(?:cert_file|eccert_file|chain_files)$/.test(setting.name) || !isReadable(resolved)) return
    for (const item of listItems(resolved)) {
      if (/snakeoil|localhost\.crt|dummy/i.test(item.value))
        report({ at: item, say: ['placeholder', { value: item.value }] })
    }
  },
  examples: [
    {
      title: 'What the installer made',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_security_level = may
        smtpd_tls_cert_file = «/etc/ssl/certs/ssl-cert-snakeoil.pem»
        smtpd_tls_key_file = /etc/ssl/private/ssl-cert-snakeoil.key
      `,
    },
    {
      title: 'A certificate of its own',
      clean: true,
      'main.cf': `
        compatibility_level = 3.11
        smtpd_tls_security_level = may
        smtpd_tls_chain_files = /etc/ssl/private/mail.example.com.pem
      `,
    },
  ],
})
