import { toInteger } from '../../config/convert.js'
import { wholeValue } from '../../config/elements.js'
import { defineRule } from '../define.js'

/** These say that a client should try again: 4xx. The others say no, or may say either. */
const tryAgain: ReadonlySet<string> = new Set(['defer_code', 'access_map_defer_code'])

export default defineRule({
  id: 'bad-reply-code',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A reply code that rejects nothing, or rejects where it should put off',
  why: `The code of a rejection is a number from 400 to 599: 4xx asks the client to try again later, 5xx is final. With any
other number smtpd(8) logs a "SMTP reply code configuration error" each time, and answers \`450 4.7.1 Service unavailable\`.
A code of \`defer_code\` or \`access_map_defer_code\` that begins with 5 turns a delay into a final rejection.`,
  see: ['postconf(5) reject_code', 'src/smtpd/smtpd_check.c', 'RFC 5321, 4.2'],
  evidence: {
    kind: 'source',
    because: 'smtpd_check_reject() replaces codes outside 400..599; it takes a client that is rejected to see it',
  },
  messages: {
    range: (d: { name: string; value: string }) =>
      `\`${d.name}\` has to be from 400 to 599, not \`${d.value}\`: smtpd warns each time and answers \`450 4.7.1 Service unavailable\` instead`,
    final: (d: { name: string; value: string }) =>
      `\`${d.name}\` should begin with 4: \`${d.value}\` is a final rejection, so mail that should be tried again later is returned to its sender`,
  },
  scope: 'setting',
  kinds: ['smtp-reply-code'],
  check({ setting, resolved, parameter }, report) {
    if (parameter === undefined || resolved.unknown || resolved.expanded.problem) return
    const { name } = setting
    const value = resolved.text
    const converted = toInteger(value)
    if (!converted.ok) return
    // A number beyond the bounds of the parameter is fatal: another rule's.
    if (converted.value < (parameter.min ?? converted.value) || converted.value > (parameter.max ?? converted.value))
      return
    if (converted.value < 400 || converted.value > 599)
      report({ at: wholeValue(resolved), say: ['range', { name, value }] })
    else if (converted.value >= 500 && tryAgain.has(name))
      report({ at: wholeValue(resolved), say: ['final', { name, value }] })
  },
  examples: [
    {
      title: 'No rejection at all',
      'main.cf': `
        compatibility_level = 3.6
        maps_rbl_reject_code = «250»
      `,
    },
    {
      title: 'A final answer where a client should try again',
      'main.cf': `
        compatibility_level = 3.6
        defer_code = «554»
      `,
    },
    {
      title: 'A class that fits',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        unknown_client_reject_code = 550
        defer_code = 451
      `,
    },
  ],
})
