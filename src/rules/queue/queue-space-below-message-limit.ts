import { describeMeasure, numberOf, placeOfPair, viewsOf } from '../../config/measures.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'queue-space-below-message-limit',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'The free space asked for would not hold one large message',
  why: `\`queue_minfree\` is the free space, in bytes, that has to be left in the queue's file system for smtpd(8) to accept
mail. It should hold a message of the largest size allowed and then some: smtpd(8) warns below one and a half times
\`message_size_limit\`, because it would take large mail for which there may be no room.`,
  see: ['smtpd(8)', 'src/smtpd/smtpd.c'],
  evidence: { kind: 'log', says: ['should be at least 1.5*message_size_limit'], by: 'smtpd' },
  messages: {
    small: (d: { free: string; message: string; least: string }) =>
      `\`queue_minfree\` (${d.free}) should be at least 1.5 times \`message_size_limit\` (${d.message}), \`${d.least}\`: smtpd warns, and may run out of room for a message`,
  },
  scope: 'project',
  check({ project }, report) {
    for (const { config, service } of viewsOf(project, ['smtpd'])) {
      const free = numberOf(config, 'queue_minfree')
      const message = numberOf(config, 'message_size_limit')
      if (free === undefined || message === undefined || free.value <= 0 || message.value <= 0) continue
      if (free.value / 1.5 >= message.value) continue
      const place = placeOfPair(free, message)
      if (place === undefined) continue
      const least = String(Math.ceil(message.value * 1.5))
      report({
        ...place,
        say: ['small', { free: describeMeasure(free), message: describeMeasure(message), least }],
        ...(service && { services: [service] }),
      })
    }
  },
  examples: [
    {
      title: 'Room for one message of the default size at most',
      'main.cf': `
        compatibility_level = 3.6
        queue_minfree = «10000000»
      `,
    },
    {
      title: 'Room for two',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        queue_minfree = 20480000
      `,
    },
  ],
})
