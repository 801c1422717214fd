import { toBoolean } from '../../config/convert.js'
import { replaceValue, wholeValue } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'needless-biff',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'Users are told of new mail by a service that hardly any host still has',
  why: `With \`biff = yes\` local(8) sends a packet to the comsat service for each delivery, so that a terminal can ring its bell. Hardly any
system still has that service; with many users logged in it costs time. The manual advises \`no\` for large systems.`,
  see: ['postconf(5) biff', 'local(8)'],
  evidence: { kind: 'heuristic', because: 'it is the default, and harmless on a small host' },
  messages: {
    biff: (_: { value: string }) =>
      'A packet is sent for each local delivery to a service that hardly any host has: write `no`',
  },
  scope: 'setting',
  parameters: ['biff'],
  check({ setting, resolved }, report) {
    if (!isReadable(resolved) || toBoolean(resolved.text) !== true) return
    report({
      at: wholeValue(resolved),
      say: ['biff', { value: resolved.text }],
      fix: setting.value.text.includes('$') ? undefined : { title: 'Write `no`', edits: replaceValue(setting, 'no') },
    })
  },
  examples: [
    {
      title: 'Switched on',
      'main.cf': `
        compatibility_level = 3.6
        biff = «yes»
      `,
      fixed: `
        compatibility_level = 3.6
        biff = no
      `,
    },
    {
      title: 'Switched off',
      clean: true,
      'main.cf': `
        compatibility_level = 3.11
        biff = no
      `,
    },
  ],
})
