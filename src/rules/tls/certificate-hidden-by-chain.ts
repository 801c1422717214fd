import { certainValue, writtenPlace } from '../../config/certain-values.js'
import { nameLocation } from '../../config/elements.js'
import { removeSetting } from '../../config/setting-edits.js'
import { defineRule } from '../define.js'

/** Old parameters, by program, and the list that wins over them. */
const chains: ReadonlyMap<string, string> = new Map(
  ['smtpd', 'smtp', 'lmtp', 'tlsproxy'].flatMap(program =>
    ['cert', 'eccert', 'dcert', 'key', 'eckey', 'dkey'].map((kind): [string, string] => [
      `${program}_tls_${kind}_file`,
      `${program}_tls_chain_files`,
    ]),
  ),
)

export default defineRule({
  id: 'certificate-hidden-by-chain',
  severity: 'warning',
  since: '0.1.0',
  postfix: { from: '3.4' },
  fix: 'unsafe',
  summary: 'A certificate or key that `..._tls_chain_files` hides',
  why: `When \`smtpd_tls_chain_files\` has a value, Postfix 3.4 and newer take keys and certificates only from there, and ignore
\`smtpd_tls_cert_file\`, \`smtpd_tls_key_file\` and the like; smtpd(8) logs a warning. Whoever renews the certificate in the old
place then wonders why clients still see the other.`,
  see: ['postconf(5) smtpd_tls_chain_files', 'src/tls/tls_certkey.c', 'src/smtpd/smtpd.c'],
  evidence: { kind: 'log', says: ['parameters will be ignored'], by: 'smtpd' },
  messages: {
    hidden: (d: { name: string; chain: string }) =>
      `\`${d.name}\` is ignored, because \`${d.chain}\` is set as well and wins. Remove one of them`,
  },
  scope: 'setting',
  parameters: [...chains.keys()],
  check({ project, setting, view, service }, report) {
    const chain = chains.get(setting.name)
    const own = certainValue(view, setting.name)
    if (chain === undefined || own === undefined || own.setting !== setting || own.text === '') return
    const winner = certainValue(view, chain)
    const place = writtenPlace(winner)
    if (winner === undefined || winner.text === '' || place === undefined) return
    // In another program's layer the old line may still count.
    const shared =
      service === undefined && project.services.some(({ config }) => certainValue(config, chain)?.text === '')
    if (shared) return
    report({
      at: nameLocation(setting),
      say: ['hidden', { name: setting.name, chain }],
      related: [{ at: place, message: 'this wins' }],
      fix: { title: `Remove \`${setting.name}\``, edits: removeSetting(project, setting, service) },
    })
  },
  examples: [
    {
      title: 'The old lines were left',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_security_level = may
        smtpd_tls_chain_files = /etc/ssl/private/mail.example.com.pem
        «smtpd_tls_cert_file» = /etc/ssl/certs/mail.example.com.pem
        «smtpd_tls_key_file» = /etc/ssl/private/mail.example.com.key
      `,
      fixed: `
        compatibility_level = 3.6
        smtpd_tls_security_level = may
        smtpd_tls_chain_files = /etc/ssl/private/mail.example.com.pem
      `,
    },
    {
      title: 'The list alone',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_security_level = may
        smtpd_tls_chain_files = /etc/ssl/private/mail.example.com.pem
      `,
    },
  ],
})
