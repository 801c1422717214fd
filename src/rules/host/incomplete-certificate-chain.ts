import { shownCertificate, shownCertificateParameters } from '../../config/host/shown-certificates.js'
import { defineRule } from '../define.js'
import { sampleAuthority, sampleCertificate } from '../sample-certificate.js'

export default defineRule({
  id: 'incomplete-certificate-chain',
  severity: 'info',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'A certificate file has the certificate of the server and none of the authorities that vouch for it',
  why: `Nearly all authorities sign with a certificate of their own that clients do not know (an intermediate one), and that is
signed by one that they do know. The server has to send both: the file holds its own certificate first and then the
intermediate ones. Some mail programs find a missing one by themselves, most servers do not, so that the fault shows up with
some clients only. Authorities and ACME programs give out a file with all of it (\`fullchain.pem\`).`,
  see: ['TLS_README', 'postconf(5) smtpd_tls_cert_file'],
  evidence: { kind: 'heuristic', because: 'an authority may sign with the very certificate that clients know' },
  messages: {
    alone: (d: { path: string; issuer: string }) =>
      `\`${d.path}\` holds one certificate, signed by \`${d.issuer}\`, and not that of the signer. Unless clients know the signer, they cannot verify it: append the signer's certificate`,
    order: (d: { path: string; issuer: string }) =>
      `In \`${d.path}\`, the certificate of the signer, \`${d.issuer}\`, does not come next. Clients may not find it: put each certificate after the one it signed`,
  },
  scope: 'setting',
  parameters: shownCertificateParameters.filter(name => name.startsWith('smtpd_')),
  check({ project, setting, resolved, view }, report) {
    const shown = shownCertificate(project.facts, view, setting, resolved)
    if (shown === undefined) return
    const { certificate, others, file } = shown
    const selfSigned = certificate.subject === certificate.issuer
    if (selfSigned || others[0]?.subject === certificate.issuer) return
    const data = { path: file.path, issuer: nameOf(certificate.issuer) }
    if (others.length === 0) report({ at: file.place, say: ['alone', data] })
    else if (others.some(other => other.subject === certificate.issuer))
      report({ at: file.place, say: ['order', data] })
  },
  examples: [
    {
      title: 'The certificate alone',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        smtpd_tls_security_level = may
        smtpd_tls_cert_file = «/etc/postfix/tls/mail.pem»
        smtpd_tls_key_file = /etc/postfix/tls/mail.key
      `,
      files: { '/etc/postfix/tls/mail.pem': { pem: [sampleCertificate({ issuer: 'O=Example\nCN=Example R3' })] } },
    },
    {
      title: 'Signed by itself',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        smtpd_tls_security_level = may
        smtpd_tls_cert_file = /etc/postfix/tls/mail.pem
        smtpd_tls_key_file = /etc/postfix/tls/mail.key
      `,
      files: { '/etc/postfix/tls/mail.pem': { pem: [sampleCertificate({ issuer: 'CN=mail.example.com' })] } },
    },
    {
      title: 'The certificate and that of its signer',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        smtpd_tls_security_level = may
        smtpd_tls_cert_file = /etc/postfix/tls/mail.pem
        smtpd_tls_key_file = /etc/postfix/tls/mail.key
      `,
      files: { '/etc/postfix/tls/mail.pem': { pem: [sampleCertificate(), sampleAuthority()] } },
    },
  ],
})

/** The common name of a distinguished name, or its last part. */
function nameOf(distinguished: string): string {
  const parts = distinguished.split('\n')
  const last = parts.findLast(part => part.startsWith('CN=')) ?? parts.at(-1) ?? ''
  return last.slice(last.indexOf('=') + 1, 80)
}
