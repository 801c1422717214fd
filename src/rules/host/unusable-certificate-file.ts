import { certainText } from '../../config/certain-values.js'
import { namedFile } from '../../config/host/named-files.js'
import { certificatesIn, keysIn } from '../../config/host/pem.js'
import { certificatePairs, consequenceFor, isPairIdle, isTlsOff } from '../../config/host/tls-files.js'
import { defineRule } from '../define.js'
import { sampleCertificate } from '../sample-certificate.js'

const pairs = new Map(certificatePairs.map(pair => [pair.certificate, pair]))

export default defineRule({
  id: 'unusable-certificate-file',
  severity: 'error',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'A certificate file is missing, or holds no certificate',
  why: `Postfix loads the certificate when a program starts. When the file is not there, or holds no certificate in PEM form
(\`-----BEGIN CERTIFICATE-----\`), it logs one warning and goes on without any TLS: a server stops offering STARTTLS, a
client sends mail in clear text. Where TLS is demanded, nothing works at all.`,
  see: ['TLS_README', 'postconf(5) smtpd_tls_cert_file', 'src/tls/tls_certkey.c'],
  evidence: {
    kind: 'log',
    says: ['certificate from file', 'error opening chain file', 'No PEM data in', 'No private key found in'],
    by: 'smtpd',
  },
  messages: {
    missing: (d: { path: string; consequence: string }) =>
      `There is no file \`${d.path}\`, so ${d.consequence}. Name the file that holds the certificate`,
    notFile: (d: { path: string; consequence: string }) =>
      `\`${d.path}\` is not a file, so ${d.consequence}. Name the file that holds the certificate`,
    none: (d: { path: string; consequence: string }) =>
      `\`${d.path}\` holds no certificate in PEM form, so ${d.consequence}`,
    noKey: (d: { path: string; key: string; consequence: string }) =>
      `\`${d.path}\` holds a certificate and no private key, and \`${d.key}\` names no other file, so ${d.consequence}. Set \`${d.key}\``,
  },
  scope: 'setting',
  parameters: [...pairs.keys()],
  check({ project, setting, resolved, view }, report) {
    const pair = pairs.get(setting.name)
    if (pair === undefined || isPairIdle(view, pair) !== false) return
    const file = namedFile(project.facts, view, setting, resolved)
    if (file === undefined) return
    const severity = isTlsOff(view, setting.name) ? 'warning' : 'error'
    const { path, place: at, fact } = file
    const data = { path, consequence: consequenceFor(setting.name) }
    if (fact === 'missing') report({ at, say: ['missing', data], severity })
    else if (fact.kind !== 'file') report({ at, say: ['notFile', data], severity })
    else if (fact.pem !== undefined && certificatesIn(fact.pem).length === 0)
      report({ at, say: ['none', data], severity })
    else if (fact.pem !== undefined && certainText(view, pair.key) === path && keysIn(fact.pem).length === 0) {
      report({ at, say: ['noKey', { ...data, key: pair.key }], severity })
    }
  },
  examples: [
    {
      title: 'The certificate was never put there',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_security_level = may
        smtpd_tls_cert_file = «/etc/postfix/tls/mail.pem»
        smtpd_tls_key_file = /etc/postfix/tls/mail.key
      `,
      files: { '/etc/postfix/tls/mail.pem': 'missing' },
    },
    {
      title: 'An empty file',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_security_level = may
        smtpd_tls_cert_file = «/etc/postfix/tls/mail.pem»
        smtpd_tls_key_file = /etc/postfix/tls/mail.key
      `,
      files: { '/etc/postfix/tls/mail.pem': { text: '# to be filled in\n', pem: [] } },
    },
    {
      title: 'The key is in no file that is named',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_security_level = may
        smtpd_tls_cert_file = «/etc/postfix/tls/mail.pem»
      `,
      files: {
        '/etc/postfix/tls/mail.pem': {
          pem: [sampleCertificate()],
        },
      },
    },
    {
      title: 'Nothing is known of the file',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_security_level = may
        smtpd_tls_cert_file = /etc/postfix/tls/mail.pem
        smtpd_tls_key_file = /etc/postfix/tls/mail.key
      `,
    },
  ],
})
