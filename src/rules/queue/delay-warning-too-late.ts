import { describeMeasure, placeOfPair, queueManagers, secondsOf, viewsOf } from '../../config/measures.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'delay-warning-too-late',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'The sender would be told of a delay after the mail has come back',
  why: `After \`delay_warning_time\` the sender of mail that is still in the queue is told so. Mail is returned as undeliverable
after \`maximal_queue_lifetime\`: when that comes first there is never a warning. Without a unit the first is in hours, the
second in days.`,
  see: ['qmgr(8)', 'postconf(5) delay_warning_time', 'src/qmgr/qmgr_active.c'],
  evidence: {
    kind: 'source',
    because: 'qmgr_active_done() returns mail that is too old before it looks at the delay warning',
  },
  messages: {
    late: (d: { delay: string; all: string }) =>
      `\`delay_warning_time\` (${d.delay}) is not shorter than \`maximal_queue_lifetime\` (${d.all}): mail is returned before its sender is told of the delay. Usual is \`4h\``,
  },
  scope: 'project',
  check({ project }, report) {
    const { catalog } = project
    for (const { config, service } of viewsOf(project, queueManagers)) {
      // cleanup(8) reads it when mail comes in, not the queue manager.
      const delay = secondsOf(project.base, 'delay_warning_time', catalog)
      const all = secondsOf(config, 'maximal_queue_lifetime', catalog)
      if (delay === undefined || all === undefined || delay.value === 0 || delay.value < all.value) continue
      const place = placeOfPair(delay, all)
      if (place === undefined) continue
      report({
        ...place,
        say: ['late', { delay: describeMeasure(delay), all: describeMeasure(all) }],
        ...(service && { services: [service] }),
      })
    }
  },
  examples: [
    {
      title: 'Hours taken for minutes',
      'main.cf': `
        delay_warning_time = «240»
      `,
    },
    {
      title: 'Four hours',
      clean: true,
      'main.cf': `
        delay_warning_time = 4h
      `,
    },
  ],
})
