import { toInteger } from '../../config/convert.js'
import { wholeValue } from '../../config/elements.js'
import { defineRule } from '../define.js'

const gibibyte = 1024 ** 3

export default defineRule({
  id: 'unlimited-message-size',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  summary: 'Messages may be of any size',
  why: `With \`message_size_limit = 0\`, or one above a gigabyte, a single sender can fill the disk that holds the mail queue,
and then no mail is accepted any more. Each message is also written again for each filter, and grows by a third in transfer.`,
  see: ['postconf(5) message_size_limit'],
  evidence: { kind: 'heuristic', because: 'a host with few trusted senders may need it' },
  messages: {
    unlimited: (_: { value: string }) =>
      `\`message_size_limit = 0\` sets no limit: one sender can fill the disk of the mail queue, and then no mail is accepted. Set a number of bytes, such as \`52428800\``,
    huge: (d: { value: string }) =>
      `\`${d.value}\` bytes for one message is more than a gigabyte: a few such messages can fill the disk of the mail queue`,
  },
  scope: 'setting',
  parameters: ['message_size_limit'],
  check({ resolved }, report) {
    if (resolved.unknown || resolved.expanded.problem) return
    const { text } = resolved
    const converted = toInteger(text, true)
    if (!converted.ok) return
    if (converted.value === 0) report({ at: wholeValue(resolved), say: ['unlimited', { value: text }] })
    else if (converted.value > gibibyte) report({ at: wholeValue(resolved), say: ['huge', { value: text }] })
  },
  examples: [
    {
      title: 'No limit',
      'main.cf': `
        compatibility_level = 3.6
        message_size_limit = «0»
        mailbox_size_limit = 0
        virtual_mailbox_limit = 0
      `,
    },
    {
      title: 'Fifty megabytes',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        message_size_limit = 51200000
      `,
    },
  ],
})
