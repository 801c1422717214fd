import { replaceValue, wholeValue } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

const unitNames: Readonly<Record<string, string>> = { m: 'minutes', h: 'hours', d: 'days', w: 'weeks' }

export default defineRule({
  id: 'time-without-unit',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  fix: 'safe',
  summary: 'A time without its unit, where the unit is not seconds',
  why: `A time without a letter is in the unit of the parameter's default. For most that is seconds; for some, such as
\`maximal_queue_lifetime\` (days) or \`delay_warning_time\` (hours), it is not, and \`240\` turns out to be ten days. With the
letter there is no doubt: \`s\`, \`m\`, \`h\`, \`d\`, \`w\`.`,
  see: ['postconf(5) maximal_queue_lifetime', 'src/global/conv_time.c'],
  evidence: { kind: 'heuristic', because: 'the value is right as it is for those who know the unit' },
  messages: {
    unit: (d: { name: string; value: string; unit: string; letter: string }) =>
      `\`${d.value}\` means ${d.value} ${d.unit} here, as that is the unit of \`${d.name}\`: write \`${d.value}${d.letter}\` to leave no doubt`,
  },
  scope: 'setting',
  kinds: ['time'],
  check({ setting, resolved, parameter }, report) {
    if (!isReadable(resolved) || !/^[0-9]+$/.test(resolved.text) || Number(resolved.text) === 0) return
    const letter = parameter?.defaultTimeUnit
    const unit = letter && unitNames[letter]
    if (letter === undefined || unit === undefined) return
    report({
      at: wholeValue(resolved),
      say: ['unit', { name: setting.name, value: resolved.text, unit, letter }],
      fix: setting.value.text.includes('$')
        ? undefined
        : { title: `Write \`${resolved.text}${letter}\``, edits: replaceValue(setting, `${resolved.text}${letter}`) },
    })
  },
  examples: [
    {
      title: 'Hours',
      'main.cf': `
        compatibility_level = 3.6
        delay_warning_time = «4»
      `,
      fixed: `
        compatibility_level = 3.6
        delay_warning_time = 4h
      `,
    },
    {
      title: 'Seconds',
      clean: true,
      'main.cf': `
        compatibility_level = 3.11
        minimal_backoff_time = 600
      `,
    },
  ],
})
