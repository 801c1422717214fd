import { listItems, wholeValue } from '../../config/elements.js'
import { type ChainFault, chainFault } from '../../config/host/chain-files.js'
import { namedFiles } from '../../config/host/named-files.js'
import { chainFileParameters, consequenceFor, isTlsOff } from '../../config/host/tls-files.js'
import { defineRule } from '../define.js'
import { sampleCertificate, sampleKey } from '../sample-certificate.js'

function wording(fault: ChainFault): string {
  if (fault.type === 'empty') return 'These files hold no key and no certificate'
  const path = `\`${fault.file.path}\``
  switch (fault.type) {
    case 'missing':
      return `There is no file ${path}`
    case 'not-file':
      return `${path} is not a file`
    case 'key-not-first':
      return `${path} has a certificate before its key: put the key, or the file that holds it, first`
    case 'key-without-certificate':
      return `After the key in ${path} comes no certificate`
    case 'key-mismatch':
      return `The key in ${path} does not belong to the certificate after it`
    case 'encrypted':
      return `The key in ${path} needs a pass phrase, which nobody can type for a server`
    case 'broken':
      return `${path} holds a key or certificate that cannot be read`
  }
  return fault satisfies never
}

export default defineRule({
  id: 'unusable-chain-files',
  severity: 'error',
  since: '0.1.0',
  postfix: { from: '3.4' },
  needs: 'host',
  fix: 'none',
  summary: 'The files with keys and certificates do not fit together',
  why: `The files of \`..._tls_chain_files\` are read one after the other: first a key, then its certificate, then the
certificates of its authorities; then perhaps the next key. At the first fault Postfix logs "error loading private keys and
certificates" and goes on without any TLS.`,
  see: ['postconf(5) smtpd_tls_chain_files', 'src/tls/tls_certkey.c'],
  evidence: {
    kind: 'log',
    says: ['error opening chain file', 'error loading private keys and certificates', 'No PEM data in'],
    by: 'smtpd',
  },
  messages: {
    fault: (d: { what: string; consequence: string }) => `${d.what}. Until that is mended, ${d.consequence}`,
  },
  scope: 'setting',
  parameters: chainFileParameters,
  check({ project, setting, resolved, view }, report) {
    const files = namedFiles(project.facts, view, setting, resolved)
    if (files.length === 0 || files.length !== listItems(resolved).length) return
    const fault = chainFault(files)
    if (fault === undefined) return
    const severity = isTlsOff(view, setting.name) ? 'warning' : 'error'
    const at = fault.type === 'empty' ? wholeValue(resolved) : fault.file.place
    report({ at, say: ['fault', { what: wording(fault), consequence: consequenceFor(setting.name) }], severity })
  },
  examples: [
    {
      title: 'A file that is not there',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_security_level = may
        smtpd_tls_chain_files = «/etc/postfix/tls/chain.pem»
      `,
      files: { '/etc/postfix/tls/chain.pem': 'missing' },
    },
    {
      title: 'The certificate before its key',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_security_level = may
        smtpd_tls_chain_files = «/etc/postfix/tls/mail.pem», /etc/postfix/tls/mail.key
      `,
      files: {
        '/etc/postfix/tls/mail.pem': { pem: [sampleCertificate()] },
        '/etc/postfix/tls/mail.key': { mode: 0o600, pem: [sampleKey()] },
      },
    },
    {
      title: 'A key that belongs to another certificate',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_security_level = may
        smtpd_tls_chain_files = «/etc/postfix/tls/mail.key», /etc/postfix/tls/mail.pem
      `,
      files: {
        '/etc/postfix/tls/mail.pem': { pem: [sampleCertificate()] },
        '/etc/postfix/tls/mail.key': { mode: 0o600, pem: [sampleKey({ publicKey: 'c3' })] },
      },
    },
    {
      title: 'Key, certificate, authority',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        smtpd_tls_security_level = may
        smtpd_tls_chain_files = /etc/postfix/tls/mail.key, /etc/postfix/tls/mail.pem
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
