import { describeMeasure, numberOf, placeOfPair } from '../../config/measures.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'initial-concurrency-above-limit',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  summary: 'More connections are to be made at first than are allowed at all',
  why: `\`initial_destination_concurrency\` is how many connections to a new destination the queue manager begins with, and
\`default_destination_concurrency_limit\` how many there may ever be. When the first is larger it is cut to the second: the slow start,
which spares a host that is down, does not take place.`,
  see: ['postconf(5) initial_destination_concurrency', 'src/qmgr/qmgr_queue.c'],
  evidence: { kind: 'source', because: 'qmgr_queue_create() takes the smaller of the two' },
  messages: {
    above: (d: { initial: string; limit: string }) =>
      `\`initial_destination_concurrency\` (${d.initial}) is above \`default_destination_concurrency_limit\` (${d.limit}), which is all that is ever used: lower it`,
  },
  scope: 'setting',
  parameters: ['initial_destination_concurrency'],
  check({ setting, view }, report) {
    const initial = numberOf(view, setting.name)
    const limit = numberOf(view, 'default_destination_concurrency_limit')
    if (initial === undefined || limit === undefined || initial.resolved.setting !== setting) return
    // Zero is no limit at all.
    if (limit.value === 0 || initial.value <= limit.value) return
    const place = placeOfPair(initial, limit)
    if (place === undefined) return
    report({ ...place, say: ['above', { initial: describeMeasure(initial), limit: describeMeasure(limit) }] })
  },
  examples: [
    {
      title: 'Fifty, with a limit of twenty',
      'main.cf': `
        compatibility_level = 3.6
        initial_destination_concurrency = «50»
      `,
    },
    {
      title: 'Two',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        initial_destination_concurrency = 2
      `,
    },
  ],
})
