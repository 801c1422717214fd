import { replaceValue } from '../../config/elements.js'
import { describeMeasure, measurePlace, placeOfPair, queueManagers, secondsOf, viewsOf } from '../../config/measures.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'bounce-lifetime-too-long',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'Returned mail would be kept longer than any mail is',
  why: `\`bounce_queue_lifetime\` says how long Postfix tries to hand a bounce back to its sender,
\`maximal_queue_lifetime\` how long it tries with other mail. The first cannot be the longer one: qmgr(8) takes the second
for both and warns about it each time it starts. Shortening only \`maximal_queue_lifetime\` does it too, because each of
them has a default of five days.`,
  see: ['qmgr(8)', 'src/qmgr/qmgr.c'],
  evidence: { kind: 'log', says: ['bounce_queue_lifetime is larger than maximal_queue_lifetime'], by: 'qmgr' },
  messages: {
    longer: (d: { bounce: string; all: string }) =>
      `\`bounce_queue_lifetime\` (${d.bounce}) is longer than \`maximal_queue_lifetime\` (${d.all}): qmgr warns, and uses the shorter time for both`,
  },
  scope: 'project',
  check({ project }, report) {
    const { catalog } = project
    for (const { config, service } of viewsOf(project, queueManagers)) {
      const bounce = secondsOf(config, 'bounce_queue_lifetime', catalog)
      const all = secondsOf(config, 'maximal_queue_lifetime', catalog)
      if (bounce === undefined || all === undefined || bounce.value <= all.value) continue
      const place = placeOfPair(bounce, all)
      if (place === undefined) continue
      const setting = bounce.resolved.setting
      const own = setting !== undefined && measurePlace(bounce) !== undefined && !setting.value.text.includes('$')
      report({
        ...place,
        say: ['longer', { bounce: describeMeasure(bounce), all: describeMeasure(all) }],
        ...(service && { services: [service] }),
        fix: own
          ? { title: 'Write `$maximal_queue_lifetime`', edits: replaceValue(setting, '$maximal_queue_lifetime') }
          : undefined,
      })
    }
  },
  examples: [
    {
      title: 'Both are set',
      'main.cf': `
        maximal_queue_lifetime = 2d
        bounce_queue_lifetime = «5d»
      `,
      fixed: `
        maximal_queue_lifetime = 2d
        bounce_queue_lifetime = $maximal_queue_lifetime
      `,
    },
    {
      title: 'The other one has its default of five days',
      'main.cf': `
        maximal_queue_lifetime = «1d»
      `,
    },
    {
      title: 'Both are shortened',
      clean: true,
      'main.cf': `
        maximal_queue_lifetime = 1d
        bounce_queue_lifetime = 12h
      `,
    },
  ],
})
