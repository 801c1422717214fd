import { toInteger } from '../../config/convert.js'
import { wholeValue } from '../../config/elements.js'
import { defineRule } from '../define.js'

/** What RFC 5321, section 4.5.3.1.8, asks every server to take. */
const leastRecipients = 100

export default defineRule({
  id: 'low-recipient-limit',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  summary: 'The SMTP server takes fewer recipients than every server should',
  why: `RFC 5321 asks each server to take at least 100 recipients for one message. With a lower
\`smtpd_recipient_limit\` the rest are refused with a temporary error; a good client then sends the message again to them,
but some mail programs show an error and send nothing.`,
  see: ['RFC 5321, 4.5.3.1.8', 'postconf(5) smtpd_recipient_limit', 'src/smtpd/smtpd.c'],
  evidence: { kind: 'heuristic', because: 'a low limit can be meant, against mass mailings' },
  messages: {
    low: (d: { value: string }) =>
      `Only \`${d.value}\` recipients are taken for one message: servers should take at least ${leastRecipients} (RFC 5321), and some mail programs fail when they do not`,
  },
  scope: 'setting',
  parameters: ['smtpd_recipient_limit'],
  check({ resolved }, report) {
    if (resolved.unknown || resolved.expanded.problem) return
    const converted = toInteger(resolved.text)
    if (!converted.ok || converted.value < 1 || converted.value >= leastRecipients) return
    report({ at: wholeValue(resolved), say: ['low', { value: resolved.text }] })
  },
  examples: [
    {
      title: 'Ten recipients',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_recipient_limit = «10»
      `,
    },
    {
      title: 'As many as asked for',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_recipient_limit = 100
      `,
    },
  ],
})
