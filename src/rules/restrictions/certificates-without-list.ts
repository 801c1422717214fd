import { certainText } from '../../config/certain-values.js'
import { originOf } from '../../config/elements.js'
import { allReachedSteps, servicesOf } from '../../config/restriction-programs.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'certificates-without-list',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'Clients with a known certificate are let through, and none is known',
  why: `\`permit_tls_clientcerts\` permits a client whose certificate is listed in \`relay_clientcerts\`, by its fingerprint. That is empty by
default, and then the restriction never permits anybody.`,
  see: ['postconf(5) relay_clientcerts', 'postconf(5) permit_tls_clientcerts', 'TLS_README'],
  evidence: {
    kind: 'source',
    because: 'permit_tls_clientcerts() looks into relay_clientcerts, and logs nothing when that is empty',
  },
  messages: {
    nobody: (d: { word: string }) =>
      `\`${d.word}\` lets nobody through: \`relay_clientcerts\`, the list of known certificates, is empty. Name a table there, or remove this`,
  },
  scope: 'project',
  check({ project }, report) {
    if (!project.hasMain) return
    for (const { view, step } of allReachedSteps(project)) {
      if (step.info?.name !== 'permit_tls_clientcerts' || originOf(step.word) === undefined) continue
      if (certainText(view.config, 'relay_clientcerts') !== '') continue
      // With none asked for, another rule says that it does nothing.
      if (
        certainText(view.config, 'smtpd_tls_ask_ccert') !== 'yes' &&
        certainText(view.config, 'smtpd_tls_req_ccert') !== 'yes'
      )
        continue
      report({ at: step.word, say: ['nobody', { word: step.word.value }], ...servicesOf(view) })
    }
  },
  examples: [
    {
      title: 'No list',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_security_level = may
        smtpd_tls_chain_files = /etc/ssl/private/mail.example.com.pem
        smtpd_tls_ask_ccert = yes
        smtpd_relay_restrictions = permit_mynetworks, «permit_tls_clientcerts», reject_unauth_destination
      `,
    },
    {
      title: 'With the list',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_security_level = may
        smtpd_tls_chain_files = /etc/ssl/private/mail.example.com.pem
        smtpd_tls_ask_ccert = yes
        relay_clientcerts = texthash:/etc/postfix/certificates
        smtpd_relay_restrictions = permit_mynetworks, permit_tls_clientcerts, reject_unauth_destination
      `,
    },
  ],
})
