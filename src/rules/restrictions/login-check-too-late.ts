import { originOf } from '../../config/elements.js'
import { restrictionViews, servicesOf } from '../../config/restriction-programs.js'
import { reachableSteps } from '../../config/restrictions.js'
import { defineRule } from '../define.js'

const permit = 'permit_sasl_authenticated'
/** Those that look at users who have logged in. */
const checks: ReadonlySet<string> = new Set([
  'reject_sender_login_mismatch',
  'reject_authenticated_sender_login_mismatch',
  'reject_known_sender_login_mismatch',
])

export default defineRule({
  id: 'login-check-too-late',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'Users are let through before their sender address is compared with their login',
  why: `\`reject_authenticated_sender_login_mismatch\` and its relatives keep a user who has logged in from sending under the
address of somebody else. After \`permit_sasl_authenticated\` in the same list they never see such a user, so everybody who has
a password can send as anybody.`,
  see: ['SASL_README', 'postconf(5) reject_sender_login_mismatch'],
  evidence: {
    kind: 'source',
    because: 'generic_checks() ends a list at the first permit; a short run has no user to log in',
  },
  messages: {
    late: (d: { name: string }) =>
      `\`${d.name}\` never sees a user who has logged in: \`${permit}\` before it ends the list for them. Write it before that permit`,
  },
  scope: 'project',
  check({ project }, report) {
    for (const view of restrictionViews(project)) {
      for (const program of view.programs) {
        let permitted = false
        for (const { kind, info, word } of reachableSteps(program, project.catalog)) {
          if (kind !== 'known' || info === undefined) continue
          if (info.name === permit) permitted = true
          else if (permitted && checks.has(info.name) && originOf(word)) {
            report({ at: word, say: ['late', { name: word.value }], ...servicesOf(view) })
          }
        }
      }
    }
  },
  examples: [
    {
      title: 'The permit comes first',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_sasl_auth_enable = yes
        smtpd_tls_auth_only = yes
        smtpd_tls_security_level = may
        smtpd_tls_chain_files = /etc/ssl/private/mail.example.com.pem
        smtpd_sender_login_maps = texthash:/etc/postfix/owners
        smtpd_sender_restrictions = permit_sasl_authenticated, «reject_authenticated_sender_login_mismatch»
      `,
    },
    {
      title: 'The check comes first',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_sasl_auth_enable = yes
        smtpd_tls_auth_only = yes
        smtpd_tls_security_level = may
        smtpd_tls_chain_files = /etc/ssl/private/mail.example.com.pem
        smtpd_sender_login_maps = texthash:/etc/postfix/owners
        smtpd_sender_restrictions = reject_authenticated_sender_login_mismatch, permit_sasl_authenticated
      `,
    },
  ],
})
