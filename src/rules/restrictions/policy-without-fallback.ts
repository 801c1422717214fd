import { certainText } from '../../config/certain-values.js'
import { originOf } from '../../config/elements.js'
import { allReachedSteps, servicesOf } from '../../config/restriction-programs.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'policy-without-fallback',
  severity: 'info',
  preset: 'all',
  since: '0.1.0',
  postfix: { from: '3.0' },
  fix: 'none',
  summary: 'While the policy server is down no mail is taken',
  why: `When a policy server does not answer, smtpd(8) answers \`451 4.3.5 Server configuration problem\` to every recipient: nothing
comes in until it is back. For a server that enforces something that is right. For greylisting or counting,
\`smtpd_policy_service_default_action = DUNNO\`, or \`default_action=DUNNO\` in the braces of one server, lets mail through meanwhile.`,
  see: ['SMTPD_POLICY_README', 'postconf(5) smtpd_policy_service_default_action'],
  evidence: { kind: 'heuristic', because: 'it is the default, and right where the server has to see all mail' },
  messages: {
    down: (d: { value: string }) =>
      `While \`${d.value}\` does not answer, all mail is put off: if mail may pass without it, set \`smtpd_policy_service_default_action = DUNNO\``,
  },
  scope: 'project',
  check({ project }, report) {
    const name = 'smtpd_policy_service_default_action'
    for (const { view, step } of allReachedSteps(project)) {
      const { argument } = step
      if (step.info?.name !== 'check_policy_service' || argument === undefined || originOf(argument) === undefined)
        continue
      if (view.config.get(name)?.setting !== undefined || certainText(view.config, name) === undefined) continue
      if (argument.value.includes('default_action')) continue
      report({ at: argument, say: ['down', { value: argument.value }], ...servicesOf(view) })
    }
  },
  examples: [
    {
      title: 'Greylisting',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_recipient_restrictions = reject_unauth_destination, check_policy_service «inet:127.0.0.1:10023»
      `,
    },
    {
      title: 'Mail passes meanwhile',
      clean: true,
      'main.cf': `
        compatibility_level = 3.11
        smtpd_policy_service_default_action = DUNNO
        smtpd_recipient_restrictions = reject_unauth_destination, check_policy_service inet:127.0.0.1:10023
      `,
    },
  ],
})
