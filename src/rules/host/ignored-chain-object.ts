import { certainText } from '../../config/certain-values.js'
import { namedFile, namedFiles } from '../../config/host/named-files.js'
import { keysIn } from '../../config/host/pem.js'
import { certificatePairs, chainFileParameters, isPairIdle } from '../../config/host/tls-files.js'
import { defineRule } from '../define.js'
import { sampleAuthority, sampleCertificate, sampleKey } from '../sample-certificate.js'

const pairs = new Map(certificatePairs.map(pair => [pair.certificate, pair]))

export default defineRule({
  id: 'ignored-chain-object',
  severity: 'info',
  since: '0.1.0',
  postfix: { from: '3.4' },
  needs: 'host',
  fix: 'none',
  summary: 'A file with a key and certificates holds something else as well',
  why: `From the files of \`..._tls_chain_files\` Postfix takes keys and certificates. For anything else, such as
\`EC PARAMETERS\` or \`DH PARAMETERS\`, it logs "ignoring PEM type" each time a program starts. Take it out of the file. A
file that is named for key and certificate alike (\`..._cert_file\` and \`..._key_file\`) can have one key: a second one is ignored ("ignoring
2nd key").`,
  see: ['postconf(5) smtpd_tls_chain_files', 'src/tls/tls_certkey.c'],
  evidence: { kind: 'source', because: 'an example has no file system' },
  messages: {
    ignored: (d: { path: string; label: string }) =>
      `\`${d.path}\` also holds \`${d.label}\`, which Postfix ignores with a warning each time a program starts. Take it out`,
    second: (d: { path: string }) =>
      `\`${d.path}\` holds more than one private key: Postfix takes the first, and warns about the others each time a program starts. Use \`..._tls_chain_files\` for several`,
  },
  scope: 'setting',
  parameters: [...chainFileParameters, ...pairs.keys()],
  check({ project, setting, resolved, view }, report) {
    const pair = pairs.get(setting.name)
    if (pair !== undefined) {
      const file = namedFile(project.facts, view, setting, resolved)
      if (file === undefined || file.fact === 'missing' || isPairIdle(view, pair) !== false) return
      if (certainText(view, pair.key) !== file.path || keysIn(file.fact.pem ?? []).length < 2) return
      report({ at: file.place, say: ['second', { path: file.path }] })
      return
    }
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
      title: 'Two keys in one file',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        smtpd_tls_security_level = may
        smtpd_tls_cert_file = «/etc/postfix/tls/all.pem»
        smtpd_tls_key_file = $smtpd_tls_cert_file
      `,
      files: {
        '/etc/postfix/tls/all.pem': {
          mode: 0o600,
          pem: [sampleKey(), sampleCertificate(), sampleKey({ publicKey: 'c3' })],
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
