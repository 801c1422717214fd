import { certainValue, writtenPlace } from '../../config/certain-values.js'
import { nameLocation } from '../../config/elements.js'
import { defineRule } from '../define.js'

/** Key and certificate of each program that does TLS, and the list that replaces them. */
const pairs = ['smtpd', 'smtp', 'lmtp', 'tlsproxy'].flatMap(program =>
  (['', 'ec', 'd'] as const).map(kind => ({
    key: `${program}_tls_${kind}key_file`,
    certificate: `${program}_tls_${kind}cert_file`,
    chain: `${program}_tls_chain_files`,
  })),
)
const byName: ReadonlyMap<string, (typeof pairs)[number]> = new Map(
  pairs.flatMap(pair => [
    [pair.key, pair],
    [pair.certificate, pair],
  ]),
)

export default defineRule({
  id: 'key-without-certificate',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A TLS key without its certificate, or a certificate without its key',
  why: `A certificate is of no use without its private key. The key is looked for in the file of the certificate unless the
\`_key_file\` parameter names another; when that is set to nothing, Postfix finds no key and switches TLS off. A key whose
certificate is not set is never read.`,
  see: ['postconf(5) smtpd_tls_key_file', 'postconf(5) smtp_tls_key_file', 'src/tls/tls_certkey.c'],
  evidence: {
    kind: 'log',
    says: ['cannot get RSA private key from file', 'cannot get RSA certificate from file'],
    by: 'smtpd',
  },
  messages: {
    keyAlone: (d: { certificate: string }) =>
      `This key is never read, because \`${d.certificate}\` names no certificate. Set it too, or remove this line`,
    certificateAlone: (d: { key: string }) =>
      `\`${d.key}\` is set to nothing, so there is no key for this certificate, and TLS stays off. Name the key there, or remove that line to look for it in the file of the certificate`,
  },
  scope: 'setting',
  parameters: [...byName.keys()],
  check({ setting, view, project }, report) {
    const pair = byName.get(setting.name)
    if (pair === undefined || view.get(setting.name)?.setting !== setting) return
    if (!project.hasMain) return
    const [key, certificate, chain] = [pair.key, pair.certificate, pair.chain].map(name => certainValue(view, name))
    if (key === undefined || certificate === undefined || (chain !== undefined && chain.text !== '')) return
    if (setting.name === pair.key && key.text !== '' && certificate.text === '') {
      // One key line for all, and the certificate in the services that use it.
      const later = project.services.some(({ config }) => (certainValue(config, pair.certificate)?.text ?? 'x') !== '')
      if (!later) report({ at: nameLocation(setting), say: ['keyAlone', { certificate: pair.certificate }] })
    } else if (setting.name === pair.certificate && certificate.text !== '' && key.text === '') {
      const at = writtenPlace(certificate)
      const empty = writtenPlace(key)
      if (at === undefined || empty === undefined || certificate.text.toLowerCase() === 'none') return
      report({
        at,
        say: ['certificateAlone', { key: pair.key }],
        related: [{ at: empty, message: 'set to nothing here' }],
      })
    }
  },
  examples: [
    {
      title: 'The key is set to nothing',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_security_level = may
        smtpd_tls_cert_file = «/etc/ssl/certs/ssl-cert-snakeoil.pem»
        smtpd_tls_key_file =
      `,
    },
    {
      title: 'The certificate was taken away',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        «smtp_tls_key_file» = /etc/ssl/private/mail.example.com.key
      `,
    },
    {
      title: 'Both',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_security_level = may
        smtpd_tls_cert_file = /etc/ssl/certs/mail.example.com.pem
        smtpd_tls_key_file = /etc/ssl/private/mail.example.com.key
      `,
    },
  ],
})
