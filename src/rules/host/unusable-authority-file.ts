import { namedFile } from '../../config/host/named-files.js'
import { certificatesIn } from '../../config/host/pem.js'
import { consequenceFor, isTlsOff } from '../../config/host/tls-files.js'
import { defineRule } from '../define.js'
import { sampleAuthority } from '../sample-certificate.js'

export default defineRule({
  id: 'unusable-authority-file',
  severity: 'error',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'A file of trusted authorities is missing or empty',
  why: `\`..._tls_CAfile\` holds the certificates of the authorities that are trusted. When it cannot be read, or has no
certificate in it, Postfix does not go on without it: it logs "cannot load Certification Authority data ... disabling TLS
support" and does no TLS at all.`,
  see: ['postconf(5) smtp_tls_CAfile', 'src/tls/tls_certkey.c'],
  evidence: { kind: 'log', says: ['cannot load Certification Authority data'], by: 'smtpd' },
  messages: {
    missing: (d: { path: string; consequence: string }) =>
      `There is no file \`${d.path}\`, so ${d.consequence}. Name the file of trusted authorities (Debian: \`/etc/ssl/certs/ca-certificates.crt\`)`,
    none: (d: { path: string; consequence: string }) =>
      `\`${d.path}\` holds no certificate of an authority, so ${d.consequence}`,
  },
  scope: 'setting',
  parameters: [
    'smtpd_tls_CAfile',
    'smtp_tls_CAfile',
    'lmtp_tls_CAfile',
    'tlsproxy_tls_CAfile',
    'tlsproxy_client_CAfile',
  ],
  check({ project, setting, resolved, view }, report) {
    const file = namedFile(project.facts, view, setting, resolved)
    if (file === undefined) return
    const severity = isTlsOff(view, setting.name) ? 'warning' : 'error'
    const { path, place: at, fact } = file
    const data = { path, consequence: consequenceFor(setting.name) }
    if (fact === 'missing') report({ at, say: ['missing', data], severity })
    else if (fact.kind !== 'file' || (fact.pem !== undefined && certificatesIn(fact.pem).length === 0))
      report({ at, say: ['none', data], severity })
  },
  examples: [
    {
      title: 'The path of another distribution',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_security_level = may
        smtpd_tls_cert_file = none
        smtpd_tls_CAfile = «/etc/postfix/ca-bundle.crt»
      `,
      files: { '/etc/postfix/ca-bundle.crt': 'missing' },
    },
    {
      title: 'Authorities',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        smtp_tls_security_level = may
        smtp_tls_CAfile = /etc/ssl/certs/ca-certificates.crt
      `,
      files: { '/etc/ssl/certs/ca-certificates.crt': { pem: [sampleAuthority()] } },
    },
  ],
})
