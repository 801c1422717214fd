import { describeMeasure, numberOf, placeOfPair, viewsOf } from '../../config/measures.js'
import { defineRule } from '../define.js'

/** Above it nobody wants clients to be stopped by it: 1001 and 1000 are the usual way to switch both limits off. */
const largestMeantLimit = 100

export default defineRule({
  id: 'soft-error-limit-unreached',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'Clients are disconnected before they are slowed down',
  why: `A client that has made \`smtpd_soft_error_limit\` errors is answered with a delay
(\`smtpd_error_sleep_time\`), and at \`smtpd_hard_error_limit\` smtpd(8) hangs up. When the first is not below the second no
client is ever slowed down.`,
  see: ['smtpd(8)', 'postconf(5) smtpd_soft_error_limit', 'src/smtpd/smtpd_chat.c', 'src/smtpd/smtpd.c'],
  evidence: {
    kind: 'source',
    because: 'smtpd_chat_reply() sleeps from the soft limit on, smtpd_proto() ends the session at the hard limit',
  },
  messages: {
    unreached: (d: { soft: string; hard: string }) =>
      `\`smtpd_soft_error_limit\` (${d.soft}) is not below \`smtpd_hard_error_limit\` (${d.hard}): clients are disconnected before slowing them down can have an effect`,
  },
  scope: 'project',
  check({ project }, report) {
    for (const { config, service } of viewsOf(project, ['smtpd'])) {
      const soft = numberOf(config, 'smtpd_soft_error_limit')
      const hard = numberOf(config, 'smtpd_hard_error_limit')
      if (soft === undefined || hard === undefined || soft.value < hard.value) continue
      if (hard.value > largestMeantLimit) continue
      const place = placeOfPair(soft, hard)
      if (place === undefined) continue
      report({
        ...place,
        say: ['unreached', { soft: describeMeasure(soft), hard: describeMeasure(hard) }],
        // A strict hard limit with the other one left alone is a choice.
        ...(soft.resolved.setting === undefined && { severity: 'info' }),
        ...(service && { services: [service] }),
      })
    }
  },
  examples: [
    {
      title: 'The wrong way round',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_soft_error_limit = «20»
        smtpd_hard_error_limit = 10
      `,
    },
    {
      title: 'Slow down, then hang up',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_soft_error_limit = 5
        smtpd_hard_error_limit = 10
      `,
    },
  ],
})
