import { certainSwitch, certainText } from '../../config/certain-values.js'
import { nameLocation } from '../../config/elements.js'
import { allReachedSteps, restrictionViews } from '../../config/restriction-programs.js'
import { defineRule } from '../define.js'

/** Restrictions that find out themselves whether a recipient exists. */
const checks: ReadonlySet<string> = new Set([
  'reject_unlisted_recipient',
  'reject_unverified_recipient',
  'check_policy_service',
])

export default defineRule({
  id: 'unlisted-recipients-accepted',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'Mail for addresses that are in no list of this server is accepted',
  why: `By default smtpd(8) refuses recipients in its own domains that do not exist, at the end of \`smtpd_recipient_restrictions\`.
With \`smtpd_reject_unlisted_recipient = no\` it does so only where a list has \`reject_unlisted_recipient\`. Without that, mail for any
name is accepted and returned afterwards, mostly to forged senders who never wrote it.`,
  see: ['postconf(5) smtpd_reject_unlisted_recipient', 'BACKSCATTER_README', 'src/smtpd/smtpd_check.c'],
  evidence: { kind: 'source', because: 'smtpd_check_rcpt() ends with the check unless it is switched off' },
  messages: {
    accepted: (d: { name: string }) =>
      `\`${d.name} = no\`, and no list has \`reject_unlisted_recipient\`: mail for any name is accepted and returned to mostly forged senders. Remove the line`,
  },
  scope: 'setting',
  parameters: ['smtpd_reject_unlisted_recipient'],
  check({ project, setting, view, service }, report) {
    // For one service, such as the one behind a filter, it is usual: the check was made before.
    if (service !== undefined || certainSwitch(view, setting.name) !== false) return
    if (restrictionViews(project).some(({ complete }) => !complete)) return
    if (allReachedSteps(project).some(({ step }) => step.info !== undefined && checks.has(step.info.name))) return
    if (certainText(view, 'inet_interfaces') === 'loopback-only') return
    report({ at: nameLocation(setting), say: ['accepted', { name: setting.name }] })
  },
  examples: [
    {
      title: 'The check is switched off',
      'main.cf': `
        compatibility_level = 3.6
        «smtpd_reject_unlisted_recipient» = no
      `,
    },
    {
      title: 'It is made at a place of its own',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_reject_unlisted_recipient = no
        smtpd_recipient_restrictions = reject_unlisted_recipient, permit_mynetworks, reject_unauth_destination
      `,
    },
  ],
})
