import { wholeValue } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

/** Names that people write to. */
const used =
  /^(?:postmaster|root|abuse|hostmaster|webmaster|admin|administrator|info|support|noc|security|mailer-daemon|nobody|mail|postfix|no-?reply)(?:@|$)/i

export default defineRule({
  id: 'double-bounce-name-in-use',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'Mail for a name that is in use is thrown away',
  why: `Reports about mail that could not even be returned carry \`double_bounce_sender\`, and mail for that name is discarded without a
word, so that no loop comes up. It has to be a name that nobody has. With the name of a mailbox that people write to, their mail
vanishes.`,
  see: ['postconf(5) double_bounce_sender', 'src/bounce/bounce_notify_util.c', 'src/local/recipient.c'],
  evidence: {
    kind: 'heuristic',
    because: 'told by the name; whether there is such a mailbox is not in the configuration',
  },
  messages: {
    used: (d: { value: string }) =>
      `All mail for \`${d.value}\` is thrown away without a word, because it is the \`double_bounce_sender\`: take a name that nobody has`,
  },
  scope: 'setting',
  parameters: ['double_bounce_sender'],
  check({ resolved }, report) {
    if (!isReadable(resolved) || !used.test(resolved.text)) return
    report({ at: wholeValue(resolved), say: ['used', { value: resolved.text }] })
  },
  examples: [
    {
      title: 'A name that people write to',
      'main.cf': `
        compatibility_level = 3.6
        double_bounce_sender = «postmaster»
      `,
    },
    {
      title: 'A name that nobody has',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        double_bounce_sender = bounce-of-bounce
      `,
    },
  ],
})
