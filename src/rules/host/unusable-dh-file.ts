import { namedFile } from '../../config/host/named-files.js'
import { defineRule } from '../define.js'

const leastBits = 2048

export default defineRule({
  id: 'unusable-dh-file',
  severity: 'warning',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'A file with Diffie-Hellman parameters is missing, unreadable or weak',
  why: `\`smtpd_tls_dh1024_param_file\` names a file with parameters for key exchange that were made with
\`openssl dhparam\`. When it cannot be used, Postfix logs a warning and takes parameters of its own; when they are short,
current TLS libraries on the other side refuse them. The file is not needed: without it, TLS chooses parameters by itself.`,
  see: [
    'postconf(5) smtpd_tls_dh1024_param_file',
    'src/tls/tls_dh.c',
    'https://www.rfc-editor.org/rfc/rfc9325#section-4.1',
  ],
  evidence: { kind: 'source', because: 'the file is opened only when TLS is set up, which takes a certificate' },
  messages: {
    missing: (d: { path: string }) =>
      `There is no file \`${d.path}\`: Postfix warns each time and uses parameters of its own. Leave this setting out`,
    none: (d: { path: string }) =>
      `\`${d.path}\` holds no Diffie-Hellman parameters: Postfix warns each time and uses its own. Leave this setting out`,
    short: (d: { path: string; bits: number }) =>
      `The Diffie-Hellman parameters in \`${d.path}\` have ${d.bits} bits, and many TLS libraries refuse fewer than ${leastBits}. Leave this setting out, or make them with \`openssl dhparam ${leastBits}\``,
  },
  scope: 'setting',
  parameters: ['smtpd_tls_dh1024_param_file', 'tlsproxy_tls_dh1024_param_file'],
  check({ project, setting, resolved, view }, report) {
    const file = namedFile(project.facts, view, setting, resolved)
    if (file === undefined) return
    const { path, place: at, fact } = file
    if (fact === 'missing') return report({ at, say: ['missing', { path }] })
    if (fact.kind !== 'file') return report({ at, say: ['none', { path }] })
    if (fact.pem === undefined) return
    const parameters = fact.pem.find(object => object.type === 'parameters')
    if (parameters === undefined) return report({ at, say: ['none', { path }] })
    if (parameters.bits !== undefined && parameters.bits < leastBits)
      report({ at, say: ['short', { path, bits: parameters.bits }] })
  },
  examples: [
    {
      title: 'Never made',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_dh1024_param_file = «/etc/postfix/dh.pem»
      `,
      files: { '/etc/postfix/dh.pem': 'missing' },
    },
    {
      title: 'Short ones',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_dh1024_param_file = «/etc/postfix/dh.pem»
      `,
      files: { '/etc/postfix/dh.pem': { pem: [{ type: 'parameters', bits: 1024 }] } },
    },
    {
      title: 'Long enough',
      clean: true,
      version: '3.8',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_dh1024_param_file = /etc/postfix/dh.pem
      `,
      files: { '/etc/postfix/dh.pem': { pem: [{ type: 'parameters', bits: 2048 }] } },
    },
  ],
})
