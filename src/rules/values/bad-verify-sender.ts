import { partOfItem, wholeValue } from '../../config/elements.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'bad-verify-sender',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'The sender of address probes begins or ends with `@`',
  why: `\`address_verify_sender\` is the sender of the probes that address verification makes. It is a whole address, a local
part to which the domain is added, or empty. One that begins or ends with \`@\` is a fatal error in each program that makes
or recognises a probe.`,
  see: ['postconf(5) address_verify_sender', 'ADDRESS_VERIFICATION_README', 'src/global/verify_sender_addr.c'],
  evidence: { kind: 'log', says: ["must not start with '@'", "must not end with '@'"], by: 'verify' },
  messages: {
    bad: (d: { value: string; where: string }) =>
      `\`address_verify_sender\` is \`${d.value}\`, but it cannot ${d.where} with \`@\`: programs that make or receive probes stop with a fatal error`,
  },
  scope: 'setting',
  parameters: ['address_verify_sender'],
  check({ resolved }, report) {
    if (resolved.unknown || resolved.expanded.problem) return
    const value = resolved.text
    const whole = wholeValue(resolved)
    if (value.startsWith('@')) report({ at: partOfItem(whole, 0, 1), say: ['bad', { value, where: 'begin' }] })
    else if (value.endsWith('@'))
      report({ at: partOfItem(whole, value.length - 1, value.length), say: ['bad', { value, where: 'end' }] })
  },
  examples: [
    {
      title: 'A domain alone',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_recipient_restrictions = reject_unverified_recipient
        address_verify_sender = «@»example.com
      `,
    },
    {
      title: 'A whole address',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        address_verify_sender = probe@example.com
      `,
    },
  ],
})
