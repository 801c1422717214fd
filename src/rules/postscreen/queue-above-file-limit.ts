import { describeMeasure, measurePlace, numberOf } from '../../config/measures.js'
import { defineRule } from '../define.js'

/** More files than a process may usually have open. */
const usualLimit = 10_000

export default defineRule({
  id: 'queue-above-file-limit',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  summary: 'postscreen is to hold more connections than a process may have open',
  why: `Each connection that postscreen(8) holds is an open file of one process, and its cache, its helpers and the hand-over to smtpd(8)
need some more. Far above what the system lets a process open, the limits of postscreen mean nothing: it runs out of files first.`,
  see: ['POSTSCREEN_README', 'postconf(5) postscreen_pre_queue_limit'],
  evidence: { kind: 'heuristic', because: 'how many files a process may have open is a setting of the host' },
  messages: {
    above: (d: { name: string; value: string }) =>
      `\`${d.name}\` (${d.value}) is more than a process may usually have open files: postscreen runs out of them first. Lower it, or raise the limit of the host`,
  },
  scope: 'setting',
  parameters: ['postscreen_pre_queue_limit', 'postscreen_post_queue_limit', 'postscreen_client_connection_count_limit'],
  check({ setting, view }, report) {
    const number = numberOf(view, setting.name)
    if (number === undefined || number.resolved.setting !== setting || number.value <= usualLimit) return
    const at = measurePlace(number)
    if (at !== undefined) report({ at, say: ['above', { name: setting.name, value: describeMeasure(number) }] })
  },
  examples: [
    {
      title: 'A hundred thousand',
      'main.cf': `
        compatibility_level = 3.6
        postscreen_pre_queue_limit = «100000»
      `,
    },
    {
      title: 'A thousand',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        postscreen_pre_queue_limit = 1000
      `,
    },
  ],
})
