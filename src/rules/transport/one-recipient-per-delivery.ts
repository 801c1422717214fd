import { measurePlace, numberOf } from '../../config/measures.js'
import { findTransport } from '../../config/service-lookup.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'one-recipient-per-delivery',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  summary: 'A limit of one recipient also changes what the concurrency limit counts',
  why: `\`..._destination_recipient_limit = 1\` sends each recipient a message of its own. It also makes the queue manager count connections and
delays per recipient, not per destination: a server may then get as many connections at once as there are recipients, and a rate delay
slows nothing down. pipe(8) and LMTP may need it; for delivery over SMTP use 2 or more.`,
  see: ['postconf(5) default_destination_recipient_limit', 'SCHEDULER_README', 'src/qmgr/qmgr_message.c'],
  evidence: {
    kind: 'source',
    because: 'qmgr_message_resolve() makes the recipient the name of the queue when the limit is 1',
  },
  messages: {
    one: (d: { name: string }) =>
      `With \`${d.name} = 1\`, concurrency and rate limits hold for each recipient, not for the server they are at: use 2 or more for SMTP`,
  },
  scope: 'setting',
  check({ project, setting, view }, report) {
    const { name } = setting
    const suffix = '_destination_recipient_limit'
    if (!name.endsWith(suffix)) return
    const transport = name.slice(0, -suffix.length)
    if (
      transport !== 'default' &&
      transport !== 'smtp' &&
      transport !== 'relay' &&
      findTransport(project, transport)?.program !== 'smtp'
    )
      return
    const limit = numberOf(view, name)
    if (limit === undefined || limit.resolved.setting !== setting || limit.value !== 1) return
    const at = measurePlace(limit)
    if (at !== undefined) report({ at, say: ['one', { name }] })
  },
  examples: [
    {
      title: 'For SMTP',
      'main.cf': `
        compatibility_level = 3.6
        smtp_destination_recipient_limit = «1»
      `,
      'master.cf': `
        smtp unix - - n - - smtp
      `,
    },
    {
      title: 'Two at least',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtp_destination_recipient_limit = 2
      `,
      'master.cf': `
        smtp unix - - n - - smtp
      `,
    },
  ],
})
