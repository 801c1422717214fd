import { listItems, wholeValue } from '../../config/elements.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'empty-destination',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A list of relay hosts holds nothing but commas',
  why: `An empty \`relayhost\` means that mail is sent directly. A value of commas alone is not empty: it is a list without a host
in it. smtp(8) stops with an internal error ("panic: null destination") at each delivery, and the mail stays in the queue.`,
  see: ['postconf(5) relayhost', 'src/smtp/smtp_connect.c'],
  evidence: { kind: 'log', says: ['null destination'], by: 'smtp' },
  messages: {
    empty: (d: { name: string; value: string }) =>
      `\`${d.value}\` names no host, and is not empty either: smtp(8) stops at each delivery, and the mail stays in the queue. Write \`${d.name} =\``,
  },
  scope: 'setting',
  parameters: ['relayhost'],
  check({ setting, resolved, view }, report) {
    if (resolved.unknown || resolved.expanded.problem || view.get(setting.name)?.setting !== setting) return
    if (resolved.text === '' || listItems(resolved).length > 0) return
    report({ at: wholeValue(resolved), say: ['empty', { name: setting.name, value: resolved.text }] })
  },
  examples: [
    {
      title: 'A comma is left',
      'main.cf': `
        compatibility_level = 3.6
        mydestination =
        relayhost = «,»
      `,
    },
    {
      title: 'No relay host',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        relayhost =
      `,
    },
  ],
})
