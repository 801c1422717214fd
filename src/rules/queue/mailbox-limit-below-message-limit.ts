import { usesAgent } from '../../config/delivery-use.js'
import { describeMeasure, numberOf, placeOfPair, viewsOf } from '../../config/measures.js'
import { defineRule } from '../define.js'

/** What each delivery agent writes is limited by its own parameter. */
const agents = [
  { program: 'local', limit: 'mailbox_size_limit' },
  { program: 'virtual', limit: 'virtual_mailbox_limit' },
] as const

export default defineRule({
  id: 'mailbox-limit-below-message-limit',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A mailbox may be smaller than one message',
  why: `\`mailbox_size_limit\` and \`virtual_mailbox_limit\` bound the size of each file that local(8) and virtual(8) write, and
that includes the queue file. So neither may be below \`message_size_limit\`, and where there is such a limit messages need
one too. Else the delivery agent stops with a fatal error each time it is started, and mail stays in the queue. Both have
a default of 51200000 bytes, so raising \`message_size_limit\` alone is enough to come here. 0 stands for "no limit".`,
  see: ['local(8)', 'virtual(8)', 'src/local/local.c', 'src/virtual/virtual.c'],
  evidence: {
    kind: 'log',
    says: ['is smaller than message_size_limit', 'is limited but message_size_limit is unlimited'],
    by: 'local',
  },
  messages: {
    smaller: (d: { limit: string; value: string; message: string; program: string }) =>
      `\`${d.limit}\` (${d.value}) is smaller than \`message_size_limit\` (${d.message}): \`${d.program}\` stops with a fatal error, and its mail stays in the queue. Raise it, or set it to 0 (no limit)`,
    unlimited: (d: { limit: string; value: string; program: string }) =>
      `\`message_size_limit\` is 0 (no limit) while \`${d.limit}\` is ${d.value}: \`${d.program}\` stops with a fatal error, and its mail stays in the queue. Set that to 0 as well, or set a limit here`,
  },
  scope: 'project',
  check({ project }, report) {
    for (const agent of agents) {
      const use = usesAgent(project, agent.program)
      if (use === 'none') continue
      for (const { config, service } of viewsOf(project, [agent.program])) {
        const limit = numberOf(config, agent.limit)
        const message = numberOf(config, 'message_size_limit')
        if (limit === undefined || message === undefined || limit.value <= 0) continue
        const unlimited = message.value <= 0
        if (!unlimited && limit.value >= message.value) continue
        const place = placeOfPair(limit, message)
        if (place === undefined) continue
        const data = { limit: agent.limit, value: describeMeasure(limit), program: agent.program }
        report({
          ...place,
          say: unlimited ? ['unlimited', data] : ['smaller', { ...data, message: describeMeasure(message) }],
          ...(use === 'possible' && { severity: 'warning' }),
          ...(service && { services: [service] }),
        })
      }
    }
  },
  examples: [
    {
      title: 'Larger messages, mailboxes as ever',
      'main.cf': `
        compatibility_level = 3.6
        mydestination = localhost
        message_size_limit = «104857600»
      `,
    },
    {
      title: 'Messages of any size',
      'main.cf': `
        compatibility_level = 3.6
        mydestination = localhost
        mailbox_size_limit = «1000000000»
        message_size_limit = 0
      `,
    },
    {
      title: 'Both raised, or no limit',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        message_size_limit = 104857600
        mailbox_size_limit = 0
        virtual_mailbox_limit = 104857600
      `,
    },
  ],
})
