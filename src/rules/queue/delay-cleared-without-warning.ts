import { toBoolean } from '../../config/convert.js'
import { wholeValue } from '../../config/elements.js'
import { secondsOf } from '../../config/measures.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'delay-cleared-without-warning',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'The end of a delay is to be told, the delay itself is not',
  why: `With \`confirm_delay_cleared = yes\` a sender who was told that mail is delayed is told again when it has been
delivered. As long as \`delay_warning_time\` is 0, its default, nobody is told of a delay, and so nobody of its end.`,
  see: ['postconf(5) confirm_delay_cleared', 'postconf(5) delay_warning_time', 'src/qmgr/qmgr_message.c'],
  evidence: { kind: 'source', because: 'the notice is sent only for messages that a delay warning was sent for' },
  messages: {
    pointless: (_: { time: string }) =>
      `\`confirm_delay_cleared\` has no effect while \`delay_warning_time\` is 0: no sender is told of a delay in the first place. Set \`delay_warning_time = 4h\`, say`,
  },
  scope: 'project',
  check({ project }, report) {
    const { base, catalog } = project
    const confirm = base.get('confirm_delay_cleared')
    if (confirm?.setting === undefined || confirm.unknown || toBoolean(confirm.text) !== true) return
    const delay = secondsOf(base, 'delay_warning_time', catalog)
    if (delay?.value === 0) report({ at: wholeValue(confirm), say: ['pointless', { time: delay.text }] })
  },
  examples: [
    {
      title: 'No time is set',
      'main.cf': `
        confirm_delay_cleared = «yes»
      `,
    },
    {
      title: 'With a time',
      clean: true,
      'main.cf': `
        confirm_delay_cleared = yes
        delay_warning_time = 4h
      `,
    },
  ],
})
