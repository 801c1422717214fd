import { originOf } from '../../config/elements.js'
import { readInetEndpoint } from '../../config/inet-endpoint.js'
import { isServerPort } from '../../config/listeners.js'
import { allReachedSteps, servicesOf } from '../../config/restriction-programs.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'login-mismatch-on-port-25',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  fix: 'none',
  summary: 'Mail from other servers is refused when it carries a sender address of this site',
  why: `\`reject_sender_login_mismatch\` also refuses clients that have not logged in and use an address somebody here owns. On port 25
that hits mailing lists, forwarding and services outside that send in the name of your users. Where people log in it is right; on port
25 \`reject_authenticated_sender_login_mismatch\` does the same for those who have.`,
  see: ['postconf(5) reject_sender_login_mismatch', 'SASL_README'],
  evidence: { kind: 'heuristic', because: 'some mean to refuse just that, and SPF says much the same' },
  messages: {
    mismatch: (d: { word: string }) =>
      `On port 25 \`${d.word}\` also refuses lists and forwarders that send with your users' addresses: use it on the submission service`,
  },
  scope: 'project',
  check({ project }, report) {
    for (const { view, step } of allReachedSteps(project)) {
      const name = step.info?.name
      if (name !== 'reject_sender_login_mismatch' && name !== 'reject_unauthenticated_sender_login_mismatch') continue
      const { service } = view
      if (service === undefined || step.warnOnly !== undefined || originOf(step.word) === undefined) continue
      const port25 =
        service.type === 'pass' ||
        (service.type === 'inet' && isServerPort(project, readInetEndpoint(service.name).port))
      if (port25) report({ at: step.word, say: ['mismatch', { word: step.word.value }], ...servicesOf(view) })
    }
  },
  examples: [
    {
      title: 'For all services',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_sender_login_maps = texthash:/etc/postfix/owners
        smtpd_sender_restrictions = «reject_sender_login_mismatch»
      `,
      'master.cf': `
        smtp inet n - y - - smtpd
          -o smtpd_sasl_auth_enable=yes
      `,
    },
    {
      title: 'For those who log in',
      clean: true,
      'main.cf': `
        compatibility_level = 3.11
        smtpd_tls_chain_files = /etc/ssl/private/mail.example.com.pem
        smtpd_sender_login_maps = texthash:/etc/postfix/owners
      `,
      'master.cf': `
        submission inet n - y - - smtpd
          -o smtpd_tls_security_level=encrypt
          -o smtpd_sasl_auth_enable=yes
          -o smtpd_sender_restrictions=reject_sender_login_mismatch
      `,
    },
  ],
})
