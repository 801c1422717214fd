import { certainText } from '../../config/certain-values.js'
import { isFor } from '../../config/host/pem.js'
import { shownCertificate, shownCertificateParameters } from '../../config/host/shown-certificates.js'
import { defineRule } from '../define.js'
import { sampleAuthority, sampleCertificate } from '../sample-certificate.js'

/** More names than this are not listed. */
const shownNames = 3

export default defineRule({
  id: 'certificate-for-other-name',
  severity: 'info',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'The certificate of the server is not for the name of the server',
  why: `Mail programs and other servers compare the name they connected to with the names in the certificate. The name of the
server (\`myhostname\`) is the one that other servers find in the DNS when all is set up the usual way. Where clients connect
by other names, the certificate needs those instead; several certificates by name go into \`tls_server_sni_maps\`.`,
  see: ['TLS_README', 'postconf(5) tls_server_sni_maps', 'https://www.rfc-editor.org/rfc/rfc9525'],
  evidence: { kind: 'heuristic', because: 'by which names clients connect is not in the configuration' },
  messages: {
    other: (d: { path: string; names: string; host: string }) =>
      `The certificate in \`${d.path}\` is for ${d.names}, not for \`${d.host}\`: whoever connects by that name and verifies it is refused`,
  },
  scope: 'setting',
  parameters: shownCertificateParameters.filter(name => name.startsWith('smtpd_')),
  check({ project, setting, resolved, view }, report) {
    const host = certainText(view, 'myhostname')
    const shown = host === undefined ? undefined : shownCertificate(project.facts, view, setting, resolved)
    if (host === undefined || shown === undefined) return
    const { certificate, file } = shown
    if (certificate.names.length === 0 || isFor(certificate, host)) return
    const named = certificate.names.slice(0, shownNames).map(name => `\`${name.slice(0, 60)}\``)
    const more = certificate.names.length - named.length
    const names = named.join(', ') + (more > 0 ? ` and ${more} more` : '')
    report({ at: file.place, say: ['other', { path: file.path, names, host }] })
  },
  examples: [
    {
      title: 'The name of the web server',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        smtpd_tls_security_level = may
        smtpd_tls_cert_file = «/etc/postfix/tls/mail.pem»
        smtpd_tls_key_file = /etc/postfix/tls/mail.key
      `,
      files: {
        '/etc/postfix/tls/mail.pem': { pem: [sampleCertificate({ names: ['www.example.com'] }), sampleAuthority()] },
      },
    },
    {
      title: 'A name for all hosts of the domain',
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
          pem: [sampleCertificate({ names: ['example.com', '*.example.com'] }), sampleAuthority()],
        },
      },
    },
  ],
})
