import { formatSeconds, toSeconds } from '../../config/convert.js'
import { partOfItem, replaceValue, wholeValue } from '../../config/elements.js'
import { timeMeant } from '../../config/time-words.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'ignored-time-text',
  severity: 'warning',
  since: '0.1.0',
  fix: 'safe',
  summary: 'Text behind the unit of a time, which Postfix does not read',
  why: `Of what follows the number, Postfix looks at one letter and at no more, and says nothing about the rest: \`1h30m\` is
one hour, \`1month\` is one minute. Where the whole word happens to begin with the letter of its unit (\`5days\`), the time is
what it seems to be. A value that has no digit, such as \`days\`, is read as zero.`,
  see: ['src/global/conv_time.c'],
  evidence: {
    kind: 'source',
    because: 'conv_time() looks at the first letter after the digits and logs nothing about the rest',
  },
  messages: {
    other: (d: { name: string; value: string; read: string; ignored: string }) =>
      `\`${d.name}\` is \`${d.read}\`, not \`${d.value}\`: Postfix reads one letter after the number and ignores \`${d.ignored}\``,
    same: (d: { name: string; value: string; read: string; ignored: string }) =>
      `\`${d.value}\` is read as \`${d.read}\`: Postfix looks at one letter after the number, the rest (\`${d.ignored}\`) has no effect`,
    zero: (d: { name: string; value: string }) =>
      `\`${d.name}\` is 0: there is no number in \`${d.value}\`, and Postfix reads that as zero without a complaint`,
  },
  scope: 'setting',
  kinds: ['time'],
  check({ setting, resolved, parameter }, report) {
    if (parameter?.type !== 'time' || resolved.unknown || resolved.expanded.problem) return
    const { name } = setting
    const value = resolved.text
    const converted = toSeconds(value, parameter.defaultTimeUnit)
    if (!converted.ok) return
    const whole = wholeValue(resolved)
    if (converted.noDigits) {
      report({ at: whole, say: ['zero', { name, value }] })
      return
    }
    const { ignored } = converted
    if (ignored === undefined) return
    const read = value.slice(0, value.length - ignored.length)
    const meant = timeMeant(value)
    const same = meant === read
    report({
      at: partOfItem(whole, read.length, value.length),
      say: [same ? 'same' : 'other', { name, value, read: same ? read : formatSeconds(converted.value), ignored }],
      ...(same && { severity: 'info' }),
      fix:
        meant === undefined || setting.value.text.includes('$')
          ? undefined
          : { title: `Write \`${meant}\``, edits: replaceValue(setting, meant), safety: same ? 'safe' : 'unsafe' },
    })
  },
  examples: [
    {
      title: 'Two units',
      'main.cf': `
        delay_warning_time = 1h«30m»
      `,
      fixed: `
        delay_warning_time = 90m
      `,
    },
    {
      title: 'A month is one minute',
      'main.cf': `
        address_verify_positive_expire_time = 1m«onth»
      `,
    },
    {
      title: 'The word means what its first letter says',
      'main.cf': `
        smtpd_timeout = 300s«econds»
      `,
      fixed: `
        smtpd_timeout = 300s
      `,
    },
    {
      title: 'One number, one letter',
      clean: true,
      'main.cf': `
        delay_warning_time = 90m
      `,
    },
  ],
})
