import { shownCertificate, shownCertificateParameters } from '../../config/host/shown-certificates.js'
import { civilDate } from '../../text/civil-date.js'
import { defineRule } from '../define.js'
import { sampleAuthority, sampleCertificate } from '../sample-certificate.js'

const day = 24 * 60 * 60 * 1000
/** Certificates of 90 days are renewed when a third of that is left; less than this says that it did not happen. */
const soon = 14 * day

export default defineRule({
  id: 'certificate-out-of-date',
  severity: 'warning',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'A certificate has expired, expires soon, or is not valid yet',
  why: `Postfix does not look at the dates of its own certificate and says nothing. Mail programs of users refuse to connect, or
show a warning that users learn to click away; servers that check (MTA-STS, DANE with a certificate usage that looks at dates,
\`verify\` and \`secure\` levels) do not deliver. After a renewal, \`postfix reload\` makes long running processes load the new
certificate.`,
  see: ['TLS_README', 'https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5'],
  evidence: { kind: 'source', because: 'Postfix does not check the dates of its own certificate: the other side does' },
  messages: {
    expired: (d: { path: string; date: string }) =>
      `The certificate in \`${d.path}\` expired on ${d.date}: mail programs and servers that verify it refuse to connect. Renew it`,
    soon: (d: { path: string; date: string; days: number }) =>
      `The certificate in \`${d.path}\` expires on ${d.date}, in ${d.days} ${d.days === 1 ? 'day' : 'days'}. Renew it, and see why that did not happen by itself`,
    early: (d: { path: string; date: string }) =>
      `The certificate in \`${d.path}\` is not valid before ${d.date}: until then, those that verify it refuse to connect. Is the clock of this host right?`,
  },
  scope: 'setting',
  parameters: shownCertificateParameters,
  check({ project, setting, resolved, view }, report) {
    const { facts } = project
    const shown = shownCertificate(facts, view, setting, resolved)
    if (shown === undefined || facts.now === undefined) return
    const { notBefore, notAfter } = shown.certificate
    const { path, place: at } = shown.file
    if (facts.now > notAfter) report({ at, say: ['expired', { path, date: civilDate(notAfter) }] })
    else if (facts.now < notBefore) report({ at, say: ['early', { path, date: civilDate(notBefore) }] })
    else if (notAfter - facts.now < soon && notAfter - notBefore > soon) {
      const days = Math.max(1, Math.round((notAfter - facts.now) / day))
      report({ at, say: ['soon', { path, date: civilDate(notAfter), days }], severity: 'info' })
    }
  },
  examples: [
    {
      title: 'Last year’s',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        smtpd_tls_security_level = may
        smtpd_tls_cert_file = «/etc/postfix/tls/mail.pem»
        smtpd_tls_key_file = /etc/postfix/tls/mail.key
      `,
      files: {
        '/etc/postfix/tls/mail.pem': {
          pem: [sampleCertificate({ notAfter: Date.UTC(2025, 10, 30) }), sampleAuthority()],
        },
      },
    },
    {
      title: 'A few days left',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        smtpd_tls_security_level = may
        smtpd_tls_cert_file = «/etc/postfix/tls/mail.pem»
        smtpd_tls_key_file = /etc/postfix/tls/mail.key
      `,
      files: {
        '/etc/postfix/tls/mail.pem': {
          pem: [sampleCertificate({ notAfter: Date.UTC(2026, 0, 6) }), sampleAuthority()],
        },
      },
    },
    {
      title: 'A year left',
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
