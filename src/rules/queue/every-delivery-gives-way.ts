import { measurePlace, numberOf } from '../../config/measures.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'every-delivery-gives-way',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  summary: 'Large mailings are held up by every message that comes after them',
  why: `The queue manager lets small messages overtake large ones: each \`default_delivery_slot_cost\` deliveries of a large message earn
one delivery for a message behind it. With a cost of 1 every second delivery can be somebody else's, so mail with many recipients
takes twice as long or more. The default is 5; 0 lets nothing overtake.`,
  see: ['SCHEDULER_README', 'postconf(5) default_delivery_slot_cost', 'src/qmgr/qmgr_job.c'],
  evidence: { kind: 'heuristic', because: 'a matter of what kind of mail the server has' },
  messages: {
    one: (d: { name: string }) =>
      `With a cost of 1, each delivery of a large mailing lets another message go first: remove \`${d.name}\` to have 5, or write 0 to let nothing overtake`,
  },
  scope: 'setting',
  parameters: ['default_delivery_slot_cost'],
  check({ setting, view }, report) {
    const number = numberOf(view, setting.name)
    if (number === undefined || number.resolved.setting !== setting || number.value !== 1) return
    const at = measurePlace(number)
    if (at !== undefined) report({ at, say: ['one', { name: setting.name }] })
  },
  examples: [
    {
      title: 'A cost of one',
      'main.cf': `
        compatibility_level = 3.6
        default_delivery_slot_cost = «1»
      `,
    },
    {
      title: 'Nothing overtakes',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        default_delivery_slot_cost = 0
      `,
    },
  ],
})
