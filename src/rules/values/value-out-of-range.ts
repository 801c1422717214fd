import { toInteger, toSeconds } from '../../config/convert.js'
import { wholeValue } from '../../config/elements.js'
import { readersOf } from '../../config/readers.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'value-out-of-range',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A number or a time is below the smallest or above the largest value allowed',
  why: `Many numbers and times have a smallest or a largest value. Outside it Postfix does not take the nearest one: every
program that reads the parameter stops with a fatal error each time it is started. Where zero is allowed it often means
"no limit" or "switched off"; where it is not, there is no such meaning.`,
  see: ['postconf(5)', 'src/global/mail_conf_int.c', 'src/global/mail_conf_time.c'],
  evidence: { kind: 'log', says: ['fatal: invalid '], by: 'qmgr' },
  messages: {
    below: (d: { name: string; value: string; limit: string; stop: string }) =>
      `\`${d.name}\` is \`${d.value}\`, but its smallest value is \`${d.limit}\`: ${d.stop} with a fatal error`,
    above: (d: { name: string; value: string; limit: string; stop: string }) =>
      `\`${d.name}\` is \`${d.value}\`, but its largest value is \`${d.limit}\`: ${d.stop} with a fatal error`,
    unread: (d: { name: string; value: string; limit: string; side: string }) =>
      `\`${d.name}\` is \`${d.value}\`, but its ${d.side} value is \`${d.limit}\`. No service reads this value now; one that did would stop with a fatal error`,
  },
  scope: 'setting',
  kinds: ['integer', 'size-bytes', 'percentage', 'prefix-length', 'smtp-reply-code', 'unix-uid', 'time'],
  check({ project, setting, resolved, parameter, service }, report) {
    if (parameter === undefined || resolved.unknown || resolved.expanded.problem) return
    const { type, min, max } = parameter
    if (type === 'string' || type === 'raw' || type === 'boolean' || type === 'nbool') return
    const isTime = type === 'time'
    const value = resolved.text
    const converted = isTime ? toSeconds(value, parameter.defaultTimeUnit) : toInteger(value, type === 'long')
    if (!converted.ok) return
    const below = min !== undefined && converted.value < min
    const above = max !== undefined && converted.value > max
    if (!below && !above) return
    const { known, stop } = readersOf({ project, setting, parameter, service })
    const bound = (below ? min : max) ?? 0
    const limit = isTime ? formatBound(bound) : String(bound)
    const { name } = setting
    report({
      at: wholeValue(resolved),
      say:
        known === 'nobody'
          ? ['unread', { name, value, limit, side: below ? 'smallest' : 'largest' }]
          : [below ? 'below' : 'above', { name, value, limit, stop }],
      ...(known === 'nobody' && { severity: 'warning' }),
    })
  },
  examples: [
    {
      title: 'There is no zero here',
      'main.cf': `
        minimal_backoff_time = «0»
      `,
    },
    {
      title: 'Mail is kept for 100 days at most',
      'main.cf': `
        maximal_queue_lifetime = «200d»
      `,
    },
    {
      title: 'A number within its bounds',
      clean: true,
      'main.cf': `
        line_length_limit = 4096
      `,
    },
  ],
})

function formatBound(seconds: number): string {
  return seconds % 86_400 === 0 && seconds > 0 ? `${seconds / 86_400}d` : `${seconds}s`
}
