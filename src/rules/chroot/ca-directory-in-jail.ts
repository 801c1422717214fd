import { certainText, writtenPlace } from '../../config/certain-values.js'
import type { Resolved } from '../../config/effective.js'
import { jailOf } from '../../config/jail.js'
import { defineRule } from '../define.js'

/** Programs, and the folder and file of certificates that each looks into. */
const readers: readonly (readonly [program: string, folder: string, file: string])[] = [
  ['smtp', 'smtp_tls_CApath', 'smtp_tls_CAfile'],
  ['lmtp', 'lmtp_tls_CApath', 'lmtp_tls_CAfile'],
  ['smtpd', 'smtpd_tls_CApath', 'smtpd_tls_CAfile'],
  ['tlsproxy', 'tlsproxy_client_CApath', 'tlsproxy_client_CAfile'],
]

export default defineRule({
  id: 'ca-directory-in-jail',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  fix: 'none',
  summary: 'A folder of trusted certificates is read inside the chroot jail',
  why: `\`..._tls_CAfile\` is read before a program enters its chroot jail, a folder (\`..._tls_CApath\`) each time a certificate is to
be verified, inside it. When the jail has no copy of the folder, or an old one, certificates are \`Untrusted\` although the authority is
installed. Debian's start script makes the copy; most others do not.`,
  see: ['postconf(5) smtp_tls_CApath', 'TLS_README'],
  evidence: { kind: 'heuristic', because: 'the jail may have a copy' },
  messages: {
    jail: (d: { program: string; value: string; file: string }) =>
      `\`${d.program}\` looks for \`${d.value}\` inside its chroot jail: see that a current copy is there, or use \`${d.file}\`, which is read before`,
  },
  scope: 'project',
  check({ project }, report) {
    const seen = new Set<Resolved>()
    for (const service of project.services) {
      const reader = readers.find(([program]) => program === service.program)
      if (reader === undefined || service.isChrooted !== true) continue
      const [program, folder, file] = reader
      const value = service.config.get(folder)
      const text = certainText(service.config, folder)
      if (value === undefined || !text || seen.has(value) || certainText(service.config, file) !== '') continue
      const copy = jailOf(project)
      const fact = copy && project.facts.path(copy + text)
      if (typeof fact === 'object') continue
      seen.add(value)
      const at = writtenPlace(value)
      if (at !== undefined) report({ at, say: ['jail', { program, value: text, file }], services: [service] })
    }
  },
  examples: [
    {
      title: 'A folder of the system',
      'main.cf': `
        compatibility_level = 3.6
        smtp_tls_security_level = may
        smtp_tls_CApath = «/etc/ssl/certs»
      `,
      'master.cf': `
        smtp unix - - y - - smtp
      `,
    },
    {
      title: 'A file',
      clean: true,
      'main.cf': `
        compatibility_level = 3.11
        smtp_tls_security_level = may
        smtp_tls_CAfile = /etc/ssl/certs/ca-certificates.crt
      `,
      'master.cf': `
        smtp unix - - y - - smtp
      `,
    },
  ],
})
