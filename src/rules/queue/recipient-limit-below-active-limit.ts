import { describeMeasure, numberOf, placeOfPair, queueManagers, viewsOf } from '../../config/measures.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'recipient-limit-below-active-limit',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'The queue manager may hold fewer recipients than messages',
  why: `\`qmgr_message_active_limit\` is the number of messages that qmgr(8) works on at a time,
\`qmgr_message_recipient_limit\` the number of recipients it holds in memory for them. Each message has at least one, so the
second cannot be the smaller one: qmgr(8) raises it to the first, and warns each time it starts.`,
  see: ['qmgr(8)', 'src/qmgr/qmgr.c'],
  evidence: {
    kind: 'log',
    says: ['qmgr_message_recipient_limit is smaller than qmgr_message_active_limit'],
    by: 'qmgr',
  },
  messages: {
    smaller: (d: { recipients: string; active: string }) =>
      `\`qmgr_message_recipient_limit\` (${d.recipients}) is smaller than \`qmgr_message_active_limit\` (${d.active}): qmgr warns, and uses the larger number for both`,
  },
  scope: 'project',
  check({ project }, report) {
    for (const { config, service } of viewsOf(project, queueManagers)) {
      const recipients = numberOf(config, 'qmgr_message_recipient_limit')
      const active = numberOf(config, 'qmgr_message_active_limit')
      if (recipients === undefined || active === undefined || recipients.value >= active.value) continue
      const place = placeOfPair(recipients, active)
      if (place === undefined) continue
      report({
        ...place,
        say: ['smaller', { recipients: describeMeasure(recipients), active: describeMeasure(active) }],
        ...(service && { services: [service] }),
      })
    }
  },
  examples: [
    {
      title: 'Only one of the two is raised',
      'main.cf': `
        qmgr_message_active_limit = «40000»
      `,
    },
    {
      title: 'Both are raised',
      clean: true,
      'main.cf': `
        qmgr_message_active_limit = 40000
        qmgr_message_recipient_limit = 60000
      `,
    },
  ],
})
