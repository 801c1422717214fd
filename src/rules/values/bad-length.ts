import { valueLocation, wholeValue } from '../../config/elements.js'
import { readersOf } from '../../config/readers.js'
import { unfilledSettings } from '../../config/unfilled-settings.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'bad-length',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A value is empty where there has to be one, or longer than it may be',
  why: `Many parameters cannot be empty: an empty \`mail_owner\`, \`local_transport\` or \`syslog_name\` leaves Postfix without
something it needs. An empty value is not the same as a missing line: the built-in default holds only where the parameter
is not set at all. Every program that reads the parameter stops with a fatal error each time it is started.`,
  see: ['postconf(5)', 'src/global/mail_conf_str.c', 'src/global/mail_conf_raw.c'],
  evidence: { kind: 'log', says: ['bad string length'], by: 'postfix' },
  messages: {
    empty: (d: { name: string; stop: string }) =>
      `\`${d.name}\` cannot be empty: ${d.stop} with a fatal error. Remove the line to have the built-in default`,
    unset: (d: { name: string; written: string; stop: string }) =>
      `\`${d.name}\` cannot be empty, and nothing is left of \`${d.written}\` after expansion: ${d.stop} with a fatal error`,
    length: (d: { name: string; value: string; allowed: string; stop: string }) =>
      `\`${d.name}\` has to be ${d.allowed} long, not as long as \`${d.value}\`: ${d.stop} with a fatal error`,
    unread: (d: { name: string; allowed: string }) =>
      `\`${d.name}\` has to be ${d.allowed} long. No service reads this value now; one that did would stop with a fatal error`,
  },
  scope: 'setting',
  check({ project, setting, resolved, parameter, service }, report) {
    if (parameter === undefined || (parameter.type !== 'string' && parameter.type !== 'raw')) return
    const { min, max } = parameter
    if (min === undefined && max === undefined) return
    if (resolved.unknown || resolved.expanded.problem) return
    const value = resolved.text
    // A value that says what holds anyway does no harm by being said.
    if (value === parameter.default) return
    if (value.length >= (min ?? 0) && value.length <= (max ?? Number.POSITIVE_INFINITY)) return
    // Said once, by a rule of its own.
    if (value === '' && unfilledSettings(project).includes(setting)) return
    const { known, stop } = readersOf({ project, setting, parameter, service })
    const { name } = setting
    const written = setting.value.text
    const allowed = describeLength(min, max)
    report({
      at: value === '' ? valueLocation(setting) : wholeValue(resolved),
      say:
        known === 'nobody'
          ? ['unread', { name, allowed }]
          : value !== ''
            ? ['length', { name, value, allowed, stop }]
            : written === ''
              ? ['empty', { name, stop }]
              : ['unset', { name, written, stop }],
      ...(known === 'nobody' && { severity: 'warning' }),
    })
  },
  examples: [
    {
      title: 'No transport at all',
      'main.cf': `
        default_transport =«»
      `,
    },
    {
      title: 'One character too many',
      'main.cf': `
        default_verp_delimiters = «+=-»
      `,
    },
    {
      title: 'A name that is made of itself',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = «$mydomain»
      `,
    },
    {
      title: 'A list may well be empty',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        mydestination =
      `,
    },
  ],
})

function describeLength(min: number | undefined, max: number | undefined): string {
  if (min === max) return min === 1 ? 'one character' : `${min} characters`
  return max === undefined
    ? `at least ${min === 1 ? 'one character' : `${min} characters`}`
    : `at most ${max} characters`
}
