import { namedFiles } from '../../config/host/named-files.js'
import { chainFileParameters } from '../../config/host/tls-files.js'
import { defineRule } from '../define.js'
import { sampleAuthority, sampleCertificate, sampleKey } from '../sample-certificate.js'

export default defineRule({
  id: 'ignored-chain-object',
  severity: 'info',
  since: '0.1.0',
  postfix: { from: '3.4' },
  fix: 'none',
  summary: 'A file with a key and certificates holds something else as well',
  why: `From the files of \`..._tls_chain_files\` Postfix takes keys and certificates. For anything else, such as
\`EC PARAMETERS\` or \`DH PARAMETERS\`, it logs "ignoring PEM type" each time a program starts. Take it out of the file.`,
  see: ['postconf(5) smtpd_tls_chain_files', 'src/tls/tls_certkey.c'],
  evidence: { kind: 'source', because: 'an example has no file system' },
  messages: {
    ignored: (d: { path: string; label: string }) =>
      `\`${d.path}\` also holds \`${d.label}\`, which Postfix ignores with a warning each time a program starts. Take it out`,
  },
  scope: 'setting',
  parameters: chainFileParameters,
  check({ project, setting, resolved, view }, report) {
    for (const { path, place, fact } of namedFiles(project.facts, view, setting, resolved)) {
      if (fact === 'missing') continue
      const other = fact.pem?.find(
        object => object.type === 'parameters' || (object.type === 'other' && !object.broken),
      )
      if (other === undefined) continue
      report({ at: place, say: ['ignored', { path, label: other.type === 'other' ? other.label : 'DH PARAMETERS' }] })
    }
  },
  examples: [
    {
      title: 'Parameters beside the key',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        smtpd_tls_security_level = may
        smtpd_tls_chain_files = «/etc/postfix/tls/chain.pem»
      `,
      files: {
        '/etc/postfix/tls/chain.pem': {
          mode: 0o600,
          pem: [
            { type: 'other', label: 'EC PARAMETERS', broken: false },
            sampleKey(),
            sampleCertificate(),
            sampleAuthority(),
          ],
        },
      },
    },
    {
      title: 'Key and certificates',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        smtpd_tls_security_level = may
        smtpd_tls_chain_files = /etc/postfix/tls/chain.pem
      `,
      files: {
        '/etc/postfix/tls/chain.pem': { mode: 0o600, pem: [sampleKey(), sampleCertificate(), sampleAuthority()] },
      },
    },
  ],
})
