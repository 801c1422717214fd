import { describeMeasure, numberOf, placeOfPair } from '../../config/measures.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'recipient-minimum-above-limit',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  summary: 'Each message may hold more recipients in memory than its whole transport',
  why: `The queue manager reads at least \`qmgr_message_recipient_minimum\` recipients of each message into memory, whatever
\`default_recipient_limit\` leaves of the room of a transport. When the minimum is larger than that limit, the limit is worth nothing.`,
  see: ['SCHEDULER_README', 'postconf(5) qmgr_message_recipient_minimum'],
  evidence: { kind: 'source', because: 'qmgr_message_realloc() keeps to the minimum whatever the transport has left' },
  messages: {
    above: (d: { minimum: string; limit: string }) =>
      `\`qmgr_message_recipient_minimum\` (${d.minimum}) is above \`default_recipient_limit\` (${d.limit}), which then limits nothing: lower it`,
  },
  scope: 'project',
  check({ project }, report) {
    const { base } = project
    if (!base.sets('qmgr_message_recipient_minimum') && !base.sets('default_recipient_limit')) return
    const minimum = numberOf(base, 'qmgr_message_recipient_minimum')
    const limit = numberOf(base, 'default_recipient_limit')
    if (minimum === undefined || limit === undefined || minimum.value <= limit.value) return
    const place = placeOfPair(minimum, limit)
    if (place === undefined) return
    report({ ...place, say: ['above', { minimum: describeMeasure(minimum), limit: describeMeasure(limit) }] })
  },
  examples: [
    {
      title: 'A large minimum',
      'main.cf': `
        compatibility_level = 3.6
        qmgr_message_recipient_minimum = «50000»
      `,
    },
    {
      title: 'A small one',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        qmgr_message_recipient_minimum = 20
      `,
    },
  ],
})
