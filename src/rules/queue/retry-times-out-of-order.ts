import { describeMeasure, placeOfPair, queueManagers, secondsOf, viewsOf } from '../../config/measures.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'retry-times-out-of-order',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'The times between delivery attempts contradict each other',
  why: `Mail that could not be delivered waits at least \`minimal_backoff_time\` before the next attempt, and the wait grows
with its age up to \`maximal_backoff_time\`. But the queue of such mail is only looked at every \`queue_run_delay\`: what has
waited long enough before that goes on waiting. So the order has to be \`queue_run_delay\`, \`minimal_backoff_time\`,
\`maximal_backoff_time\`, from short to long. Postfix says nothing when it is not.

When \`minimal_backoff_time\` is longer than \`maximal_backoff_time\` the longer one wins, and every wait is equally long.`,
  see: ['qmgr(8)', 'postconf(5) queue_run_delay', 'src/qmgr/qmgr_active.c', 'TUNING_README'],
  evidence: {
    kind: 'source',
    because:
      'qmgr_deferred_run_event() scans the deferred queue each queue_run_delay; qmgr_active_done_3_generic() limits the delay to the maximum first and then raises it to the minimum',
  },
  messages: {
    run: (d: { run: string; minimum: string }) =>
      `\`queue_run_delay\` (${d.run}) is longer than \`minimal_backoff_time\` (${d.minimum}): waiting mail is looked at only at each queue run, so it is not retried as early as that`,
    backoff: (d: { minimum: string; maximum: string }) =>
      `\`minimal_backoff_time\` (${d.minimum}) is longer than \`maximal_backoff_time\` (${d.maximum}), which then has no effect: every wait is as long as the first`,
  },
  scope: 'project',
  check({ project }, report) {
    const { catalog } = project
    for (const { config, service } of viewsOf(project, queueManagers)) {
      const run = secondsOf(config, 'queue_run_delay', catalog)
      const minimum = secondsOf(config, 'minimal_backoff_time', catalog)
      const maximum = secondsOf(config, 'maximal_backoff_time', catalog)
      const services = service && { services: [service] }
      if (run !== undefined && minimum !== undefined && run.value > minimum.value) {
        const place = placeOfPair(run, minimum)
        const data = { run: describeMeasure(run), minimum: describeMeasure(minimum) }
        if (place !== undefined) report({ ...place, say: ['run', data], ...services })
      }
      if (minimum !== undefined && maximum !== undefined && minimum.value > maximum.value) {
        const place = placeOfPair(minimum, maximum)
        const data = { minimum: describeMeasure(minimum), maximum: describeMeasure(maximum) }
        if (place !== undefined) report({ ...place, say: ['backoff', data], ...services })
      }
    }
  },
  examples: [
    {
      title: 'Queue runs are too rare for the first retry',
      'main.cf': `
        queue_run_delay = «600s»
        minimal_backoff_time = 300s
        maximal_backoff_time = 3600s
      `,
    },
    {
      title: 'The default of `queue_run_delay` is 300 seconds',
      'main.cf': `
        minimal_backoff_time = «60s»
      `,
    },
    {
      title: 'The shortest wait is longer than the longest',
      'main.cf': `
        minimal_backoff_time = «2h»
        maximal_backoff_time = 1h
      `,
    },
    {
      title: 'For the queue manager alone',
      'main.cf': `
        compatibility_level = 3.6
      `,
      'master.cf': `
        qmgr unix n - n 300 1 qmgr
          -o queue_run_delay=«30m»
      `,
    },
    {
      title: 'From short to long',
      clean: true,
      'main.cf': `
        queue_run_delay = 5m
        minimal_backoff_time = 5m
        maximal_backoff_time = 1h
      `,
    },
  ],
})
