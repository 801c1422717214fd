import { wholeValue } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'odd-mail-address',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'What is to be a mail address is none',
  why: `Parameters such as \`always_bcc\`, \`bounce_notice_recipient\` and \`double_bounce_sender\` hold one address, or a name that gets
\`$myorigin\`. With an \`@\` at either end, with blanks or with several addresses no mail reaches anybody, and each message to it makes
a bounce.`,
  see: ['postconf(5) always_bcc', 'postconf(5) bounce_notice_recipient'],
  evidence: {
    kind: 'source',
    because: 'the value goes into the envelope as it is; nothing is logged before a message is sent to it',
  },
  messages: {
    end: (d: { value: string }) => `\`${d.value}\` is no mail address: on one side of the \`@\` there is nothing`,
    several: (d: { value: string }) =>
      `\`${d.value}\` is no single mail address, and this takes only one: make an alias that leads to all of them`,
  },
  scope: 'setting',
  kinds: ['email-address'],
  check({ setting, resolved }, report) {
    // The sender of probes has a rule of its own.
    if (setting.name === 'address_verify_sender' || !isReadable(resolved)) return
    const value = resolved.text
    const at = wholeValue(resolved)
    if (value.startsWith('@') || value.endsWith('@')) report({ at, say: ['end', { value }] })
    else if (!value.includes('"') && /[ \t,;]/.test(value)) report({ at, say: ['several', { value }] })
  },
  examples: [
    {
      title: 'Two addresses, and one without a domain',
      'main.cf': `
        compatibility_level = 3.6
        bounce_notice_recipient = «anne@example.com, bob@example.com»
        error_notice_recipient = «anne@»
      `,
    },
    {
      title: 'One address',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        bounce_notice_recipient = postmaster
        error_notice_recipient = anne@example.com
      `,
    },
  ],
})
