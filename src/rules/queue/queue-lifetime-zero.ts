import { toSeconds } from '../../config/convert.js'
import { wholeValue } from '../../config/elements.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'queue-lifetime-zero',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'Mail is tried once and then returned',
  why: `With \`maximal_queue_lifetime = 0\` mail that cannot be delivered at once is returned to its sender: there is no second
attempt, though most such failures (a server that restarts, greylisting, a full disk) are over within an hour. With
\`bounce_queue_lifetime = 0\` bounces are tried once and then dropped, which some sites want.`,
  see: ['postconf(5) maximal_queue_lifetime', 'src/qmgr/qmgr_active.c'],
  evidence: { kind: 'source', because: 'qmgr_active_done() returns mail whose age is not below the lifetime' },
  messages: {
    mail: (_: { name: string }) =>
      `With \`maximal_queue_lifetime = 0\` mail is returned after the first attempt that fails, also where the receiving server only asks to try again. The default is \`5d\``,
    bounce: (_: { name: string }) =>
      `With \`bounce_queue_lifetime = 0\` a bounce that cannot be delivered at once is dropped`,
  },
  scope: 'setting',
  parameters: ['maximal_queue_lifetime', 'bounce_queue_lifetime'],
  check({ setting, resolved, parameter }, report) {
    if (resolved.unknown || resolved.expanded.problem) return
    const converted = toSeconds(resolved.text, parameter?.defaultTimeUnit)
    if (!converted.ok || converted.value !== 0) return
    const bounce = setting.name.startsWith('bounce')
    report({
      at: wholeValue(resolved),
      say: [bounce ? 'bounce' : 'mail', { name: setting.name }],
      ...(bounce && { severity: 'info' }),
    })
  },
  examples: [
    {
      title: 'One attempt',
      'main.cf': `
        compatibility_level = 3.6
        maximal_queue_lifetime = «0»
        bounce_queue_lifetime = «0»
      `,
    },
    {
      title: 'One day',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        maximal_queue_lifetime = 1d
        bounce_queue_lifetime = 1d
      `,
    },
  ],
})
