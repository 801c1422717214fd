import { wholeValue } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'temporary-reject-code',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  summary: 'What is refused is only put off',
  why: `A code from 400 to 499 tells the other server to try again later. It does so for days, and the sender learns of a wrong address
only then. In the place of a 5xx code it is meant for trying a restriction out. \`unverified_recipient_reject_code\` and
\`unverified_sender_reject_code\` are 450 by default, and are raised to 550 when the checks have proved themselves.`,
  see: ['postconf(5) unknown_local_recipient_reject_code', 'src/smtpd/smtpd_check.c'],
  evidence: { kind: 'heuristic', because: 'it may be on for the length of a test' },
  messages: {
    temporary: (d: { name: string; value: string; usual: string }) =>
      `\`${d.value}\` makes other servers try again for days what is never accepted: once it is tested, write \`${d.usual}\` in \`${d.name}\``,
  },
  scope: 'setting',
  kinds: ['smtp-reply-code'],
  check({ setting, resolved, parameter }, report) {
    const usual = parameter?.default
    if (!isReadable(resolved) || !usual || !/^5\d\d$/.test(usual) || !/^4\d\d$/.test(resolved.text)) return
    report({ at: wholeValue(resolved), say: ['temporary', { name: setting.name, value: resolved.text, usual }] })
  },
  examples: [
    {
      title: 'Left over from a migration',
      'main.cf': `
        compatibility_level = 3.6
        unknown_local_recipient_reject_code = «450»
      `,
    },
    {
      title: 'Refused for good',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        unverified_recipient_reject_code = 550
      `,
    },
  ],
})
