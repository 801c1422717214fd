import { toSeconds } from '../../config/convert.js'
import { partOfItem, replaceValue, valueLocation, wholeValue } from '../../config/elements.js'
import { readersOf } from '../../config/readers.js'
import { timeMeant } from '../../config/time-words.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'bad-time',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A time parameter has a value that is no time',
  why: `A time is digits and, right behind them, one letter for the unit: \`s\`, \`m\`, \`h\`, \`d\` or \`w\`, in lower case. There
is no unit for months or years, there may be no blank between number and unit, and no fraction. Without a letter each
parameter has a unit of its own. Every program that reads the parameter stops with a fatal error each time it is started.`,
  see: ['postconf(5)', 'src/global/conv_time.c', 'src/global/mail_conf_time.c'],
  evidence: { kind: 'log', says: ['bad time value or unit'], by: 'qmgr' },
  messages: {
    bad: (d: { name: string; value: string; stop: string }) =>
      `\`${d.name}\` has to be a number with a unit \`s\`, \`m\`, \`h\`, \`d\` or \`w\`, not \`${d.value}\`: ${d.stop} with a fatal error`,
    empty: (d: { name: string; stop: string }) =>
      `\`${d.name}\` is empty, but has to be a time such as \`30s\` or \`5d\`: ${d.stop} with a fatal error`,
    range: (d: { name: string; value: string; stop: string }) =>
      `\`${d.name}\` is set to \`${d.value}\`, more seconds than Postfix can count: ${d.stop} with a fatal error`,
    unread: (d: { name: string; value: string }) =>
      `\`${d.name}\` has to be a time such as \`30s\` or \`5d\`, not \`${d.value}\`. No service reads this value now; one that did would stop with a fatal error`,
  },
  scope: 'setting',
  kinds: ['time'],
  check({ project, setting, resolved, parameter, service }, report) {
    if (parameter?.type !== 'time' || resolved.unknown || resolved.expanded.problem) return
    const { name } = setting
    const value = resolved.text
    const converted = toSeconds(value, parameter.defaultTimeUnit)
    if (converted.ok) return
    const { known, stop } = readersOf({ project, setting, parameter, service })
    const meant = setting.value.text.includes('$') ? undefined : timeMeant(value)
    report({
      at: value === '' ? valueLocation(setting) : partOfItem(wholeValue(resolved), converted.end, value.length),
      say:
        known === 'nobody'
          ? ['unread', { name, value }]
          : converted.problem === 'empty'
            ? ['empty', { name, stop }]
            : converted.problem === 'out-of-range'
              ? ['range', { name, value, stop }]
              : ['bad', { name, value, stop }],
      ...(known === 'nobody' && { severity: 'warning' }),
      fix: meant === undefined ? undefined : { title: `Write \`${meant}\``, edits: replaceValue(setting, meant) },
    })
  },
  examples: [
    {
      title: 'A blank before the unit',
      'main.cf': `
        maximal_queue_lifetime = 5« days»
      `,
      fixed: `
        maximal_queue_lifetime = 5d
      `,
    },
    {
      title: 'There are no years',
      'main.cf': `
        minimal_backoff_time = 1«y»
      `,
    },
    {
      title: 'A unit, or none',
      clean: true,
      'main.cf': `
        minimal_backoff_time = 10m
        maximal_queue_lifetime = 5
      `,
    },
  ],
})
