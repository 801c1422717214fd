import { toBoolean } from '../../config/convert.js'
import { replaceValue, valueLocation, wholeValue } from '../../config/elements.js'
import { readersOf } from '../../config/readers.js'
import { nearestName } from '../../text/nearest-name.js'
import { defineRule } from '../define.js'

/** What people write for yes and no elsewhere. */
const habits: ReadonlyMap<string, 'yes' | 'no'> = new Map([
  ...['true', 'on', 'y', 't', 'enable', 'enabled', '1', 'ja', 'si', 'oui'].map(word => [word, 'yes'] as const),
  ...['false', 'off', 'n', 'f', 'disable', 'disabled', '0', 'none', 'not', 'nein'].map(word => [word, 'no'] as const),
])

export default defineRule({
  id: 'bad-boolean',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A yes/no parameter has another value',
  why: `A yes/no parameter takes the words \`yes\` and \`no\`, in any case, and nothing else: not \`true\`, not \`1\`, not \`on\`,
and no second word behind. An empty value is no answer either. Every program that reads the parameter stops with a fatal
error each time it is started, so what it does for the mail system is not done.`,
  see: ['postconf(5)', 'src/global/mail_conf_bool.c'],
  evidence: { kind: 'log', says: ['bad boolean configuration'], by: 'smtpd' },
  messages: {
    bad: (d: { name: string; value: string; stop: string }) =>
      `\`${d.name}\` has to be \`yes\` or \`no\`, not \`${d.value}\`: ${d.stop} with a fatal error`,
    empty: (d: { name: string; stop: string }) =>
      `\`${d.name}\` is empty, but has to be \`yes\` or \`no\`: ${d.stop} with a fatal error`,
    unread: (d: { name: string; value: string }) =>
      `\`${d.name}\` has to be \`yes\` or \`no\`, not \`${d.value}\`. No service reads this value now; one that did would stop with a fatal error`,
  },
  scope: 'setting',
  kinds: ['boolean'],
  check({ project, setting, resolved, parameter, service }, report) {
    if (parameter === undefined || resolved.unknown || resolved.expanded.problem) return
    const { name } = setting
    const value = resolved.text
    if (toBoolean(value) !== undefined) return
    const right = habits.get(value.toLowerCase()) ?? nearestName(value, ['yes', 'no'])
    const readers = readersOf({ project, setting, parameter, service })
    const { stop } = readers
    report({
      at: value === '' ? valueLocation(setting) : wholeValue(resolved),
      say:
        readers.known === 'nobody'
          ? ['unread', { name, value }]
          : value === ''
            ? ['empty', { name, stop }]
            : ['bad', { name, value, stop }],
      ...(readers.known === 'nobody' && { severity: 'warning' }),
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
        compatibility_level = 3.6
        smtpd_helo_required = YES
      `,
    },
  ],
})
