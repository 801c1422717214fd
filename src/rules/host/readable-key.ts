import { octal, otherReadable, otherWritable } from '../../config/host/access.js'
import { namedFiles } from '../../config/host/named-files.js'
import { keysIn } from '../../config/host/pem.js'
import { certificatePairs, chainFileParameters } from '../../config/host/tls-files.js'
import { defineRule } from '../define.js'
import { sampleKey } from '../sample-certificate.js'

export default defineRule({
  id: 'readable-key',
  severity: 'warning',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'Every user of the host can read a private key',
  why: `Who has the private key can pose as this server and read what is sent to it. Postfix opens key files as root before it
gives up its privileges, so the file can belong to root with mode 0600 (or 0640 with a group for other servers that use it).`,
  see: ['TLS_README', 'postconf(5) smtpd_tls_key_file'],
  evidence: { kind: 'source', because: 'Postfix does not look at the mode of a key file' },
  messages: {
    readable: (d: { path: string; mode: string }) =>
      `Every user of this host can read the private key in \`${d.path}\` (mode ${d.mode}) and pose as this server. Run \`chmod 600 ${d.path}\``,
  },
  scope: 'setting',
  parameters: [
    ...new Set([...certificatePairs.flatMap(({ certificate, key }) => [certificate, key]), ...chainFileParameters]),
  ],
  check({ project, setting, resolved, view }, report) {
    for (const { path, place, fact } of namedFiles(project.facts, view, setting, resolved)) {
      if (fact === 'missing' || fact.kind !== 'file' || (fact.mode & (otherReadable | otherWritable)) === 0) continue
      if (fact.pem === undefined || !keysIn(fact.pem).some(({ encrypted }) => !encrypted)) continue
      report({ at: place, say: ['readable', { path, mode: octal(fact.mode) }] })
    }
  },
  examples: [
    {
      title: 'A key with the usual mode of files',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_security_level = may
        smtpd_tls_cert_file = /etc/postfix/tls/mail.pem
        smtpd_tls_key_file = «/etc/postfix/tls/mail.key»
      `,
      files: { '/etc/postfix/tls/mail.key': { mode: 0o644, pem: [sampleKey()] } },
    },
    {
      title: 'For root alone',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_security_level = may
        smtpd_tls_cert_file = /etc/postfix/tls/mail.pem
        smtpd_tls_key_file = /etc/postfix/tls/mail.key
      `,
      files: { '/etc/postfix/tls/mail.key': { mode: 0o600, pem: [sampleKey()] } },
    },
  ],
})
