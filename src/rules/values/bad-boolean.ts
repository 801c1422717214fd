import { toBoolean } from '../../config/convert.js'
import { replaceValue, valueLocation, wholeValue } from '../../config/elements.js'
import { defineRule } from '../define.js'

/** What people write for yes and no elsewhere. */
const habits: Readonly<Record<string, 'yes' | 'no'>> = {
  true: 'yes', on: 'yes', y: 'yes', t: 'yes', enable: 'yes', enabled: 'yes', '1': 'yes', ye: 'yes', yess: 'yes',
  false: 'no', off: 'no', n: 'no', f: 'no', disable: 'no', disabled: 'no', '0': 'no', none: 'no', not: 'no',
}

export default defineRule({
  id: 'bad-boolean',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A yes/no parameter has another value',
  why: `A yes/no parameter takes the words \`yes\` and \`no\`, in any case, and nothing else: not \`true\`, not \`1\`, not \`on\`,
and no second word behind. Every program that reads the parameter stops with a fatal error.`,
  see: ['postconf(5)', 'src/global/mail_conf_bool.c'],
  evidence: { kind: 'log', says: ['bad boolean configuration'], by: 'smtpd' },
  messages: {
    bad: (d: { name: string; value: string; programs: string }) =>
      `\`${d.name}\` has to be \`yes\` or \`no\`, not \`${d.value}\`: ${d.programs} stops with a fatal error`,
  },
  scope: 'setting',
  kinds: ['boolean'],
  check({ setting, resolved, parameter }, report) {
    if (parameter === undefined || resolved.unknown || resolved.expanded.problem) return
    const value = resolved.text
    if (toBoolean(value) !== undefined) return
    const right = habits[value.toLowerCase()]
    report({
      at: value === '' ? valueLocation(setting) : wholeValue(resolved),
      say: ['bad', { name: setting.name, value, programs: 'every program that reads it' }],
      fix:
        right === undefined || setting.value.text.includes('$')
          ? undefined
          : { title: `Write \`${right}\``, edits: replaceValue(setting, right) },
    })
  },
  examples: [
    {
      title: 'A word that other software uses',
      'main.cf': `
        smtpd_helo_required = «true»
      `,
      fixed: `
        smtpd_helo_required = yes
      `,
    },
    {
      title: 'Through a `$name`',
      'main.cf': `
        ask_for_helo = on
        smtpd_helo_required = «$ask_for_helo»
      `,
    },
    {
      title: 'Upper case is as good',
      clean: true,
      'main.cf': `
        smtpd_helo_required = YES
      `,
    },
  ],
})
