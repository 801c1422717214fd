import { measurePlace, secondsOf } from '../../config/measures.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'flow-control-off',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  fix: 'none',
  summary: 'Mail comes in faster than it goes out, and nothing holds it back',
  why: `\`in_flow_delay\` makes cleanup(8) pause for a moment when more messages arrive than are delivered. Zero switches that off:
under a flood the queue grows, and the queue manager, which has to look at each new message, delivers less. More than the default
second only makes clients wait.`,
  see: ['postconf(5) in_flow_delay', 'TUNING_README'],
  evidence: { kind: 'heuristic', because: 'a server that only takes mail in and hands it on may do without' },
  messages: {
    off: (d: { name: string }) =>
      `\`${d.name} = 0\` lets mail come in faster than it goes out, so that a flood fills the queue: remove the line to have the default`,
    long: (d: { value: string }) =>
      `Each message waits up to \`${d.value}\` when more comes in than goes out, and clients with it: the default is 1s`,
  },
  scope: 'setting',
  parameters: ['in_flow_delay'],
  check({ project, setting, view }, report) {
    const time = secondsOf(view, setting.name, project.catalog)
    const at = time && measurePlace(time)
    if (time === undefined || at === undefined || time.resolved.setting !== setting) return
    if (time.value === 0) report({ at, say: ['off', { name: setting.name }] })
    else if (time.value > 2) report({ at, say: ['long', { value: time.text }] })
  },
  examples: [
    {
      title: 'Switched off',
      'main.cf': `
        compatibility_level = 3.6
        in_flow_delay = «0»
      `,
    },
    {
      title: 'One second',
      clean: true,
      'main.cf': `
        compatibility_level = 3.11
        in_flow_delay = 1s
      `,
    },
  ],
})
