import { toBoolean } from '../../config/convert.js'
import { replaceValue, wholeValue } from '../../config/elements.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'soft-bounce-left-on',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A safety net for tests is still there',
  why: `With \`soft_bounce = yes\` nothing is rejected or returned for good: mail that cannot be delivered stays in the queue,
and other servers are told to try again. It keeps mail from being lost while a configuration is tested. Left on, unknown
addresses and unwanted mail fill the queues on both sides for days, and a sender learns of a wrong address only then.`,
  see: ['postconf(5) soft_bounce', 'src/global/bounce.c'],
  evidence: { kind: 'heuristic', because: 'it may be on for the length of a test' },
  messages: {
    on: (_: { name: string }) =>
      `\`soft_bounce\` is meant for tests: as long as it is on no mail is rejected or returned for good, and senders are told to try again for days`,
  },
  scope: 'setting',
  parameters: ['soft_bounce'],
  check({ setting, resolved }, report) {
    if (resolved.unknown || resolved.expanded.problem || toBoolean(resolved.text) !== true) return
    report({
      at: wholeValue(resolved),
      say: ['on', { name: setting.name }],
      fix: setting.value.text.includes('$') ? undefined : { title: 'Write `no`', edits: replaceValue(setting, 'no') },
    })
  },
  examples: [
    {
      title: 'Still on',
      'main.cf': `
        compatibility_level = 3.6
        soft_bounce = «yes»
      `,
      fixed: `
        compatibility_level = 3.6
        soft_bounce = no
      `,
    },
    {
      title: 'Off, as it is by default',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        soft_bounce = no
      `,
    },
  ],
})
