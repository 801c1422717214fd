import { toInteger } from '../../config/convert.js'
import { partOfItem, replaceValue, valueLocation, wholeValue } from '../../config/elements.js'
import { readersOf } from '../../config/readers.js'
import { numberMeant } from '../../config/size-words.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'bad-integer',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A number parameter has a value that is no number',
  why: `Sizes and counts are written with decimal digits and nothing else. There are no units: \`15M\` is not fifteen
megabytes, it is a fatal error, and so are \`10 # ten\`, \`10,240,000\` and an empty value. A size is in bytes. Every program
that reads the parameter stops with a fatal error each time it is started.`,
  see: ['postconf(5)', 'src/global/mail_conf_int.c', 'src/global/mail_conf_long.c', 'src/global/mail_conf_nint.c'],
  evidence: { kind: 'log', says: ['bad numerical configuration'], by: 'every program that reads it' },
  messages: {
    bad: (d: { name: string; value: string; of: string; stop: string }) =>
      `\`${d.name}\` has to be a whole number${d.of} without a unit, not \`${d.value}\`: ${d.stop} with a fatal error`,
    empty: (d: { name: string; of: string; stop: string }) =>
      `\`${d.name}\` is empty, but has to be a whole number${d.of}: ${d.stop} with a fatal error`,
    range: (d: { name: string; value: string; stop: string }) =>
      `\`${d.name}\` is set to \`${d.value}\`, more than Postfix can count: ${d.stop} with a fatal error`,
    unread: (d: { name: string; value: string; of: string }) =>
      `\`${d.name}\` has to be a whole number${d.of}, not \`${d.value}\`. No service reads this value now; one that did would stop with a fatal error`,
  },
  scope: 'setting',
  kinds: ['integer', 'size-bytes', 'percentage', 'prefix-length', 'smtp-reply-code', 'unix-uid'],
  check({ project, setting, resolved, parameter, service }, report) {
    if (parameter === undefined || resolved.unknown || resolved.expanded.problem) return
    const { type, kind } = parameter
    if (type !== 'integer' && type !== 'nint' && type !== 'long') return
    const { name } = setting
    const value = resolved.text
    const converted = toInteger(value, type === 'long')
    if (converted.ok) return
    const { known, stop } = readersOf({ project, setting, parameter, service })
    const of = kind === 'size-bytes' ? ' of bytes' : ''
    const meant = setting.value.text.includes('$') ? undefined : numberMeant(value)
    report({
      at: value === '' ? valueLocation(setting) : partOfItem(wholeValue(resolved), converted.end, value.length),
      say:
        known === 'nobody'
          ? ['unread', { name, value, of }]
          : converted.problem === 'empty'
            ? ['empty', { name, of, stop }]
            : converted.problem === 'out-of-range'
              ? ['range', { name, value, stop }]
              : ['bad', { name, value, of, stop }],
      ...(known === 'nobody' && { severity: 'warning' }),
      fix:
        meant === undefined ? undefined : { title: `Write \`${meant}\``, edits: replaceValue(setting, String(meant)) },
    })
  },
  examples: [
    {
      title: 'A size with a unit',
      'main.cf': `
        message_size_limit = 15«M»
      `,
      fixed: `
        message_size_limit = 15728640
      `,
    },
    {
      title: 'No value at all, for one service',
      'main.cf': `
        compatibility_level = 3.6
      `,
      'master.cf': `
        smtp inet n - y - - smtpd
          -o smtpd_recipient_limit=«»
      `,
    },
    {
      title: 'Digits only',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        message_size_limit = 15728640
      `,
    },
  ],
})
