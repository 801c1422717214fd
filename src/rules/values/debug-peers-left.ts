import { nameLocation } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'debug-peers-left',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  summary: 'Each step of the mail with certain hosts is still written to the log',
  why: `\`debug_peer_list\` makes Postfix log all that happens in connections with the hosts in it: commands, table lookups, and
addresses of people. It is meant for finding a fault, and left on it fills the log and hides what matters.`,
  see: ['DEBUG_README', 'postconf(5) debug_peer_list'],
  evidence: { kind: 'heuristic', because: 'somebody may be looking for a fault right now' },
  messages: {
    left: (d: { name: string }) =>
      `Everything that passes between Postfix and these hosts is logged: remove \`${d.name}\` when you have found what you were looking for`,
  },
  scope: 'setting',
  parameters: ['debug_peer_list'],
  check({ setting, resolved, view }, report) {
    if (!isReadable(resolved) || resolved.text === '' || view.get(setting.name)?.setting !== setting) return
    report({ at: nameLocation(setting), say: ['left', { name: setting.name }] })
  },
  examples: [
    {
      title: 'One client',
      'main.cf': `
        compatibility_level = 3.6
        «debug_peer_list» = 192.0.2.5
      `,
    },
    {
      title: 'Nobody',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        debug_peer_level = 2
      `,
    },
  ],
})
