import { describeMeasure, measurePlace, secondsOf } from '../../config/measures.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'timeout-above-watchdog',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A program is killed before the time it may wait is over',
  why: `Each Postfix program has a watchdog: when it gets no further for \`daemon_timeout\` (5 hours by default), it is killed, with a
warning in the log. A longer time limit in an SMTP dialogue is never reached: the process dies instead, and whatever it was doing is
begun anew.`,
  see: ['postconf(5) daemon_timeout', 'src/util/watchdog.c'],
  evidence: { kind: 'source', because: 'the watchdog fires after hours; a short run does not get there' },
  messages: {
    above: (d: { name: string; value: string; limit: string }) =>
      `\`${d.name}\` (${d.value}) is not below \`daemon_timeout\` (${d.limit}), after which the process is killed: lower it`,
  },
  scope: 'setting',
  kinds: ['time'],
  check({ project, setting, view }, report) {
    const { name } = setting
    if (!/^(?:smtp|lmtp|smtpd|postscreen|milter|qmqpd|ipc)_\w*timeout$/.test(name) || /cache|expire/.test(name)) return
    const time = secondsOf(view, name, project.catalog)
    const limit = secondsOf(view, 'daemon_timeout', project.catalog)
    if (time === undefined || limit === undefined || time.resolved.setting !== setting || time.value < limit.value)
      return
    const at = measurePlace(time)
    if (at === undefined) return
    report({ at, say: ['above', { name, value: describeMeasure(time), limit: describeMeasure(limit) }] })
  },
  examples: [
    {
      title: 'Six hours for the end of a message',
      'main.cf': `
        compatibility_level = 3.6
        smtp_data_done_timeout = «6h»
      `,
    },
    {
      title: 'Ten minutes',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtp_data_done_timeout = 10m
      `,
    },
  ],
})
