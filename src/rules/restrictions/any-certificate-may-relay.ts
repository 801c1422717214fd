import { certainSwitch, certainText } from '../../config/certain-values.js'
import type { Effective } from '../../config/effective.js'
import { originOf } from '../../config/elements.js'
import { allReachedSteps, servicesOf } from '../../config/restriction-programs.js'
import { defineRule } from '../define.js'

/** Where distributions keep the certificates of all public authorities. */
const publicAuthorities =
  /(?:ca-certificates\.crt|ca-bundle\.(?:crt|pem|trust\.crt)|tls-ca-bundle\.pem|cert\.pem|cacert\.pem|\/etc\/ssl\/certs\/?)$/

export default defineRule({
  id: 'any-certificate-may-relay',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'Whoever has a certificate of a public authority may relay mail',
  why: `\`permit_tls_all_clientcerts\` permits every client whose certificate is signed by an authority that the server trusts. With the
authorities of the whole web in \`smtpd_tls_CAfile\`, or with \`tls_append_default_CA = yes\`, that is anybody who has a domain, for
nothing: an open relay for those who know. It is meant for an authority of your own.`,
  see: ['postconf(5) permit_tls_all_clientcerts', 'postconf(5) tls_append_default_CA', 'TLS_README'],
  evidence: { kind: 'heuristic', because: 'told by the name of the file; what it holds is not in the configuration' },
  messages: {
    public: (d: { word: string; because: string }) =>
      `With ${d.because}, \`${d.word}\` permits anybody with a certificate of a public authority: use \`permit_tls_clientcerts\` and list the known ones`,
  },
  scope: 'project',
  check({ project }, report) {
    if (!project.hasMain) return
    for (const { view, step } of allReachedSteps(project)) {
      if (step.info?.name !== 'permit_tls_all_clientcerts' || originOf(step.word) === undefined) continue
      const because = publicTrust(view.config)
      if (because === undefined) continue
      report({ at: step.word, say: ['public', { word: step.word.value, because }], ...servicesOf(view) })
    }
  },
  examples: [
    {
      title: 'The authorities of the whole web',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_security_level = may
        smtpd_tls_chain_files = /etc/ssl/private/mail.example.com.pem
        smtpd_tls_CAfile = /etc/ssl/certs/ca-certificates.crt
        smtpd_tls_ask_ccert = yes
        smtpd_relay_restrictions = permit_mynetworks, «permit_tls_all_clientcerts», reject_unauth_destination
      `,
    },
    {
      title: 'An authority of its own',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_security_level = may
        smtpd_tls_chain_files = /etc/ssl/private/mail.example.com.pem
        smtpd_tls_CAfile = /etc/postfix/our-own-ca.pem
        smtpd_tls_ask_ccert = yes
        smtpd_relay_restrictions = permit_mynetworks, permit_tls_all_clientcerts, reject_unauth_destination
      `,
    },
  ],
})

function publicTrust(config: Effective): string | undefined {
  if (certainSwitch(config, 'tls_append_default_CA') === true) return '`tls_append_default_CA = yes`'
  for (const name of ['smtpd_tls_CAfile', 'smtpd_tls_CApath']) {
    const text = certainText(config, name)
    if (text !== undefined && publicAuthorities.test(text)) return `\`${name} = ${text}\``
  }
  return undefined
}
