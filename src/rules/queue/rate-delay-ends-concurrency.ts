import { measurePlace, numberOf, placeOfPair, queueManagers, secondsOf, viewsOf } from '../../config/measures.js'
import { transportNames } from '../../config/service-lookup.js'
import { layersWith } from '../../config/setting-layers.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'rate-delay-ends-concurrency',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  summary: 'A concurrency limit that a delay between deliveries makes void',
  why: `With \`<transport>_destination_rate_delay\` above zero qmgr(8) waits between deliveries to one destination, and so makes
only one at a time: the concurrency limit of the transport has no effect then.`,
  see: ['postconf(5) default_destination_rate_delay', 'src/qmgr/qmgr_transport.c', 'src/qmgr/qmgr_queue.c'],
  postfix: { from: '2.5' },
  evidence: {
    kind: 'source',
    because: 'qmgr_transport_create() sets the window of a transport with a rate delay to 1',
  },
  messages: {
    alone: (d: { delay: string; limit: string; value: string }) =>
      `With \`${d.delay}\` there is only one delivery at a time to each destination: \`${d.limit} = ${d.value}\` has no effect`,
  },
  scope: 'project',
  check({ project }, report) {
    for (const { config, service } of viewsOf(project, queueManagers)) {
      for (const transport of transportNames(project)) {
        const name = `${transport}_destination_rate_delay`
        // Each transport has one by default, and to work that out for all of them takes its time.
        if (layersWith(project, name).length === 0) continue
        const delay = secondsOf(config, name, project.catalog)
        if (delay === undefined || delay.value <= 0) continue
        const limit = numberOf(config, `${transport}_destination_concurrency_limit`)
        if (limit === undefined || limit.value === 1) continue
        if (measurePlace(limit) === undefined || measurePlace(delay) === undefined) continue
        const place = placeOfPair(limit, delay)
        if (place === undefined) continue
        report({
          ...place,
          say: ['alone', { delay: delay.name, limit: limit.name, value: limit.text }],
          ...(service && { services: [service] }),
        })
      }
    }
  },
  examples: [
    {
      title: 'A delay and a limit',
      'main.cf': `
        compatibility_level = 3.6
        slow_destination_rate_delay = 1s
        slow_destination_concurrency_limit = «5»
      `,
      'master.cf': `
        qmgr  unix  n  -  n  300  1  qmgr
        slow  unix  -  -  n  -    -  smtp
      `,
    },
    {
      title: 'A delay alone',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtp_destination_rate_delay = 1s
      `,
    },
  ],
})
