import { certainText } from '../../config/certain-values.js'
import { namedFile } from '../../config/host/named-files.js'
import { keysIn } from '../../config/host/pem.js'
import { certificatePairs, consequenceFor, isPairIdle, isTlsOff, leafOf } from '../../config/host/tls-files.js'
import { defineRule } from '../define.js'
import { sampleCertificate, sampleCertificateText, sampleKey } from '../sample-certificate.js'

const pairs = new Map(certificatePairs.map(pair => [pair.key, pair]))

export default defineRule({
  id: 'unusable-key-file',
  severity: 'error',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'A private key file is missing, needs a pass phrase, or belongs to another certificate',
  why: `To a certificate belongs one private key. Postfix loads both when a program starts. When the key is not there, is locked
with a pass phrase (a mail server has nobody to type it), or belongs to another certificate, Postfix logs one warning and goes
on without any TLS. The usual cause of the last is that a certificate was renewed and one of the two files was not replaced.`,
  see: ['TLS_README', 'postconf(5) smtpd_tls_key_file', 'src/tls/tls_certkey.c'],
  evidence: {
    kind: 'log',
    says: ['private key from file', 'does not match public key'],
    by: 'smtpd',
  },
  messages: {
    missing: (d: { path: string; consequence: string }) =>
      `There is no file \`${d.path}\`, so ${d.consequence}. Name the file that holds the key of the certificate`,
    notFile: (d: { path: string; consequence: string }) =>
      `\`${d.path}\` is not a file, so ${d.consequence}. Name the file that holds the key of the certificate`,
    none: (d: { path: string; consequence: string }) =>
      `\`${d.path}\` holds no private key in PEM form, so ${d.consequence}`,
    locked: (d: { path: string; consequence: string }) =>
      `The key in \`${d.path}\` needs a pass phrase, which nobody can type for a server, so ${d.consequence}. Store it without one, readable for root only`,
    other: (d: { path: string; certificate: string; consequence: string }) =>
      `The key in \`${d.path}\` does not belong to the certificate in \`${d.certificate}\`, so ${d.consequence}. Install the pair that was made together`,
  },
  scope: 'setting',
  parameters: [...pairs.keys()],
  check({ project, setting, resolved, view }, report) {
    const pair = pairs.get(setting.name)
    if (pair === undefined || isPairIdle(view, pair) !== false) return
    const certificate = certainText(view, pair.certificate)
    // Without a certificate nothing is loaded; when both are one file, that is judged where the certificate is named.
    if (certificate === undefined || certificate === '' || certificate === resolved.text) return
    const file = namedFile(project.facts, view, setting, resolved)
    if (file === undefined) return
    const severity = isTlsOff(view, setting.name) ? 'warning' : 'error'
    const { path, place: at, fact } = file
    const data = { path, consequence: consequenceFor(setting.name) }
    if (fact === 'missing') return report({ at, say: ['missing', data], severity })
    if (fact.kind !== 'file') return report({ at, say: ['notFile', data], severity })
    if (fact.pem === undefined) return
    const [key] = keysIn(fact.pem)
    if (key === undefined) {
      // An object that cannot be read here may be one that OpenSSL can.
      if (!fact.pem.some(object => object.type === 'other')) report({ at, say: ['none', data], severity })
    } else if (key.encrypted) report({ at, say: ['locked', data], severity })
    else {
      const leaf = leafOf(project.facts, certificate)
      if (leaf === undefined || key.publicKey === undefined || leaf.publicKey === key.publicKey) return
      report({ at, say: ['other', { ...data, certificate }], severity })
    }
  },
  examples: [
    {
      title: 'No such file',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_security_level = may
        smtpd_tls_cert_file = /etc/postfix/tls/mail.pem
        smtpd_tls_key_file = «/etc/postfix/tls/mail.key»
      `,
      files: {
        '/etc/postfix/tls/mail.pem': { text: sampleCertificateText, pem: [sampleCertificate()] },
        '/etc/postfix/tls/mail.key': 'missing',
      },
    },
    {
      title: 'The key of the old certificate',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_security_level = may
        smtpd_tls_cert_file = /etc/postfix/tls/mail.pem
        smtpd_tls_key_file = «/etc/postfix/tls/mail.key»
      `,
      files: {
        '/etc/postfix/tls/mail.pem': { pem: [sampleCertificate()] },
        '/etc/postfix/tls/mail.key': { pem: [sampleKey({ publicKey: 'c3' })] },
      },
    },
    {
      title: 'Locked with a pass phrase',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_security_level = may
        smtpd_tls_cert_file = /etc/postfix/tls/mail.pem
        smtpd_tls_key_file = «/etc/postfix/tls/mail.key»
      `,
      files: {
        '/etc/postfix/tls/mail.pem': { pem: [sampleCertificate()] },
        '/etc/postfix/tls/mail.key': { pem: [{ type: 'key', encrypted: true }] },
      },
    },
    {
      title: 'A pair that belongs together',
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
        '/etc/postfix/tls/mail.pem': {
          pem: [sampleCertificate(), sampleCertificate({ subject: 'CN=Example Root', isAuthority: true })],
        },
        '/etc/postfix/tls/mail.key': { mode: 0o600, pem: [sampleKey()] },
      },
    },
  ],
})
