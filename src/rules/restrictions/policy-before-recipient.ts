import { originOf } from '../../config/elements.js'
import { allReachedSteps, servicesOf } from '../../config/restriction-programs.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'policy-before-recipient',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  fix: 'none',
  summary: 'A policy server is asked before relaying has been refused',
  why: `In the client, HELO and sender lists \`check_policy_service\` is asked for every recipient of every stranger, those included that
\`reject_unauth_destination\` would refuse right after; without \`smtpd_delay_reject\` it is not even told the recipient, which greylisting
and quotas need. After \`reject_unauth_destination\` in \`smtpd_recipient_restrictions\` it sees only mail that is wanted at all.`,
  see: ['SMTPD_POLICY_README', 'SMTPD_ACCESS_README'],
  evidence: { kind: 'heuristic', because: 'some policy servers look at the client alone' },
  messages: {
    early: (d: { list: string; blind: string }) =>
      `In \`${d.list}\` the policy server is asked about mail that is refused anyway${d.blind}: ask it in \`smtpd_recipient_restrictions\`, after \`reject_unauth_destination\``,
  },
  scope: 'project',
  check({ project }, report) {
    for (const { view, program, step } of allReachedSteps(project)) {
      if (step.info?.name !== 'check_policy_service' || originOf(step.word) === undefined) continue
      const list = program.list.parameter
      if (!/^smtpd_(?:client|helo|sender)_restrictions$/.test(list)) continue
      const blind = view.delayed ? '' : ', and is not told the recipient'
      report({ at: step.word, say: ['early', { list, blind }], ...servicesOf(view) })
    }
  },
  examples: [
    {
      title: 'Among the checks of the client',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_client_restrictions = «check_policy_service» inet:127.0.0.1:10023
      `,
    },
    {
      title: 'Behind the check for relaying',
      clean: true,
      'main.cf': `
        compatibility_level = 3.11
        smtpd_policy_service_default_action = DUNNO
        smtpd_recipient_restrictions = reject_unauth_destination, check_policy_service inet:127.0.0.1:10023
      `,
    },
  ],
})
