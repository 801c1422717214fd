import { originOf } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { allReachedSteps, servicesOf } from '../../config/restriction-programs.js'
import { defineRule } from '../define.js'

const owners = 'smtpd_sender_login_maps'
/** Refuse an address without an owner. */
const strict: ReadonlySet<string> = new Set([
  'reject_sender_login_mismatch',
  'reject_authenticated_sender_login_mismatch',
])

export default defineRule({
  id: 'sender-login-without-table',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'Sender addresses are compared with logins, but nothing tells who owns them',
  why: `\`${owners}\` tells which user may send under which address. While it is empty, nobody owns any address:
\`reject_authenticated_sender_login_mismatch\` refuses all mail of users who have logged in, and the milder restrictions of that
kind do nothing.`,
  see: ['SASL_README', 'postconf(5) smtpd_sender_login_maps', 'src/smtpd/smtpd_check.c'],
  evidence: {
    kind: 'source',
    because: 'reject_auth_sender_login_mismatch() refuses an address without owner; a short run has no login',
  },
  messages: {
    refuses: (d: { word: string }) =>
      `\`${owners}\` is empty, so no address has an owner, and \`${d.word}\` refuses all mail of users who have logged in. Name a table there, or remove the check`,
    idle: (d: { word: string }) =>
      `\`${d.word}\` does nothing: \`${owners}\` is empty, so no address has an owner. Name a table there`,
  },
  scope: 'project',
  check({ project }, report) {
    if (!project.hasMain) return
    for (const { view, step } of allReachedSteps(project)) {
      const { info, word } = step
      if (step.kind !== 'known' || info?.relatedParameter !== owners || originOf(word) === undefined) continue
      const table = view.config.get(owners)
      if (table === undefined || !isReadable(table) || table.text !== '') continue
      // Without logins it does nothing at all: another rule.
      if (view.config.get('smtpd_sasl_auth_enable')?.text.toLowerCase() !== 'yes') continue
      const say = strict.has(info.name) ? 'refuses' : 'idle'
      report({ at: word, say: [say, { word: word.value }], ...servicesOf(view) })
    }
  },
  examples: [
    {
      title: 'Nobody owns an address',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_security_level = may
        smtpd_tls_chain_files = /etc/ssl/private/mail.example.com.pem
        smtpd_tls_auth_only = yes
        smtpd_sasl_auth_enable = yes
        smtpd_sender_restrictions = «reject_authenticated_sender_login_mismatch»
      `,
    },
    {
      title: 'A table of owners',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_security_level = may
        smtpd_tls_chain_files = /etc/ssl/private/mail.example.com.pem
        smtpd_tls_auth_only = yes
        smtpd_sasl_auth_enable = yes
        smtpd_sender_login_maps = texthash:/etc/postfix/owners
        smtpd_sender_restrictions = reject_authenticated_sender_login_mismatch
      `,
    },
  ],
})
