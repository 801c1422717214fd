import { formatSeconds, toSeconds } from '../../config/convert.js'
import { wholeValue } from '../../config/elements.js'
import { defineRule } from '../define.js'

/** Seconds that RFC 5321, section 4.5.3.2, asks each side to wait. */
const asked: ReadonlyMap<string, number> = new Map([
  ['smtp_helo_timeout', 300],
  ['smtp_mail_timeout', 300],
  ['smtp_rcpt_timeout', 300],
  ['smtp_data_init_timeout', 120],
  ['smtp_data_xfer_timeout', 180],
  ['smtp_data_done_timeout', 600],
  ['smtpd_timeout', 300],
])

/** Below this share of what is asked for slow servers are given up on that others wait for. */
const farBelow = 0.2

export default defineRule({
  id: 'timeout-below-rfc',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  summary: 'A time limit of SMTP far below what the standard asks for',
  why: `RFC 5321 says how long each side of an SMTP session should wait for the other: five minutes for most commands, ten
for the answer to the end of a message. Servers that check mail before they accept it, or that greet late on purpose, need
that time. A client that gives up earlier sends the message again later, and a server that had accepted it then delivers
it twice.`,
  see: ['RFC 5321, 4.5.3.2', 'smtp(8)', 'smtpd(8)'],
  evidence: { kind: 'heuristic', because: 'a short limit can be meant, for a link that is known to be fast' },
  messages: {
    short: (d: { name: string; value: string; asked: string }) =>
      `\`${d.name}\` is only \`${d.value}\`, where RFC 5321 asks for \`${d.asked}\`: mail from or to slow servers is broken off, and may arrive twice`,
  },
  scope: 'setting',
  parameters: [...asked.keys()],
  check({ setting, resolved, parameter, service }, report) {
    // One service can have a partner that is known to answer at once.
    if (service !== undefined || resolved.unknown || resolved.expanded.problem) return
    const converted = toSeconds(resolved.text, parameter?.defaultTimeUnit)
    const least = asked.get(setting.name)
    if (least === undefined || !converted.ok || converted.value === 0 || converted.value >= least * farBelow) return
    report({
      at: wholeValue(resolved),
      say: ['short', { name: setting.name, value: resolved.text, asked: formatSeconds(least) }],
    })
  },
  examples: [
    {
      title: 'Thirty seconds for the answer to a whole message',
      'main.cf': `
        compatibility_level = 3.6
        smtp_data_done_timeout = «30s»
      `,
    },
    {
      title: 'Somewhat shorter than asked',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtp_data_done_timeout = 300s
      `,
    },
  ],
})
