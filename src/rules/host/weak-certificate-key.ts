import { shownCertificate, shownCertificateParameters } from '../../config/host/shown-certificates.js'
import { defineRule } from '../define.js'
import { sampleAuthority, sampleCertificate } from '../sample-certificate.js'

/** What OpenSSL asks for at its usual security level (2 on Debian, 1 elsewhere), and NIST SP 800-131A. */
const leastBits = 2048

export default defineRule({
  id: 'weak-certificate-key',
  severity: 'warning',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'The key of a certificate is too short',
  why: `RSA keys of fewer than 2048 bits have been given up for more than ten years. OpenSSL of current systems refuses to load
such a certificate ("ee key too small") or to talk to a server that shows one; then there is no TLS at all.`,
  see: [
    'https://docs.openssl.org/3.0/man3/SSL_CTX_set_security_level/',
    'https://www.rfc-editor.org/rfc/rfc9325#section-4.5',
  ],
  evidence: { kind: 'source', because: 'what is refused depends on the security level that OpenSSL was built with' },
  messages: {
    short: (d: { path: string; algorithm: string; bits: number }) =>
      `The ${d.algorithm} key of the certificate in \`${d.path}\` has ${d.bits} bits. Current TLS libraries refuse fewer than ${leastBits}: make a new key (2048 bits or more, or an elliptic curve) and certificate`,
  },
  scope: 'setting',
  parameters: shownCertificateParameters,
  check({ project, setting, resolved, view }, report) {
    const shown = shownCertificate(project.facts, view, setting, resolved)
    if (shown === undefined) return
    const { algorithm, bits } = shown.certificate
    if (bits === undefined || bits >= leastBits || !/^(?:rsa|dsa)/.test(algorithm)) return
    const data = { path: shown.file.path, algorithm: algorithm.slice(0, 3).toUpperCase(), bits }
    report({ at: shown.file.place, say: ['short', data] })
  },
  examples: [
    {
      title: 'A key of 1024 bits',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        smtpd_tls_security_level = may
        smtpd_tls_cert_file = «/etc/postfix/tls/mail.pem»
        smtpd_tls_key_file = /etc/postfix/tls/mail.key
      `,
      files: {
        '/etc/postfix/tls/mail.pem': { pem: [sampleCertificate({ algorithm: 'rsa', bits: 1024 }), sampleAuthority()] },
      },
    },
    {
      title: 'A key of 2048 bits',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        smtpd_tls_security_level = may
        smtpd_tls_cert_file = /etc/postfix/tls/mail.pem
        smtpd_tls_key_file = /etc/postfix/tls/mail.key
      `,
      files: {
        '/etc/postfix/tls/mail.pem': { pem: [sampleCertificate({ algorithm: 'rsa', bits: 2048 }), sampleAuthority()] },
      },
    },
  ],
})
