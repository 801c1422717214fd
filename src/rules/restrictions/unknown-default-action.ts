import { wholeValue } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { nearestName } from '../../text/nearest-name.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'unknown-default-action',
  severity: 'warning',
  since: '0.1.0',
  postfix: { from: '3.0' },
  fix: 'none',
  summary: 'What is to be done when a policy server is down is nothing that smtpd knows',
  why: `\`smtpd_policy_service_default_action\` is an action as in an access(5) table: \`DUNNO\`, \`DEFER ...\`, a code with a text, or a
restriction. With another word smtpd(8) logs a warning and answers \`451 4.3.5 Server configuration error\` while the policy server is
down.`,
  see: ['postconf(5) smtpd_policy_service_default_action', 'access(5)'],
  evidence: { kind: 'source', because: 'the action is looked at only when a policy server does not answer' },
  messages: {
    unknown: (d: { value: string; near: string | undefined }) =>
      `smtpd knows no action \`${d.value}\`, and answers \`451 Server configuration error\` when the policy server is down${d.near === undefined ? '' : `. Did you mean \`${d.near}\`?`}`,
  },
  scope: 'setting',
  kinds: ['access-action'],
  check({ project, resolved, view }, report) {
    const { catalog } = project
    const [first] = isReadable(resolved) ? resolved.list() : []
    if (first === undefined) return
    const value = resolved.text.slice(first.span.start, first.span.end)
    if (/^[245]\d\d$/.test(value) || value.includes(':') || catalog.accessAction(value) || catalog.restriction(value))
      return
    if (view.get('smtpd_restriction_classes')?.text.includes(value)) return
    const near = nearestName(
      value.toUpperCase(),
      catalog.accessActions().map(({ name }) => name),
    )
    report({ at: wholeValue(resolved), say: ['unknown', { value, near }] })
  },
  examples: [
    {
      title: 'A slip of the pen',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_policy_service_default_action = «DUNO»
      `,
    },
    {
      title: 'An action',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_policy_service_default_action = DEFER Policy server is down
      `,
    },
  ],
})
