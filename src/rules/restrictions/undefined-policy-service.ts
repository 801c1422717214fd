import { groupItems, originOf, partOfItem } from '../../config/elements.js'
import { allReachedSteps, servicesOf } from '../../config/restriction-programs.js'
import { findNamesake, looksComplete } from '../../config/service-lookup.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'undefined-policy-service',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A policy server is asked on a socket that no service of master.cf makes',
  why: `\`check_policy_service unix:private/NAME\` connects to the socket that master(8) makes for a service \`NAME\` of type \`unix\`,
usually with spawn(8). When master.cf has none, nothing listens there unless some other program makes the socket itself: smtpd(8)
then answers \`451 4.3.5 Server configuration problem\` to every recipient.`,
  see: ['SMTPD_POLICY_README', 'spawn(8)'],
  evidence: {
    kind: 'heuristic',
    because: 'a program of its own, such as a greylisting server, can make the socket in that folder',
  },
  messages: {
    undefined: (d: { name: string }) =>
      `master.cf has no service \`${d.name}\`: unless another program makes the socket, smtpd answers \`451 Server configuration problem\` to all mail`,
  },
  scope: 'project',
  check({ project }, report) {
    if (!project.hasMaster || !looksComplete(project)) return
    for (const { view, step } of allReachedSteps(project)) {
      const { argument } = step
      if (step.info?.name !== 'check_policy_service' || argument === undefined || originOf(argument) === undefined)
        continue
      const target = argument.group ? groupItems(argument.text, argument.group)[0] : argument
      const name = target && /^unix:private\/([^/]+)$/.exec(target.value)?.[1]
      if (target === undefined || name === undefined || findNamesake(project, name) !== undefined) continue
      const start = target.value.length - name.length
      report({ at: partOfItem(target, start, target.value.length), say: ['undefined', { name }], ...servicesOf(view) })
    }
  },
  examples: [
    {
      title: 'The service is forgotten',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_recipient_restrictions = reject_unauth_destination, check_policy_service unix:private/«policy»
      `,
      'master.cf': `
        smtp inet n - y - - smtpd
        cleanup unix n - y - 0 cleanup
        qmgr unix n - n 300 1 qmgr
      `,
    },
    {
      title: 'Started by spawn',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        policy_time_limit = 3600
        smtpd_recipient_restrictions = reject_unauth_destination, check_policy_service unix:private/policy
      `,
      'master.cf': `
        smtp inet n - y - - smtpd
        policy unix - n n - 0 spawn
          user=policy argv=/usr/local/sbin/policyd
      `,
    },
  ],
})
