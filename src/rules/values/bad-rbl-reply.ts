import { wholeValue } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { replyFault, withReplyCode } from '../../config/reject-replies.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'bad-rbl-reply',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'The reply to clients on a DNS list does not begin with a reply code',
  why: `\`default_rbl_reply\` is sent to a client that a DNS list names: \`$rbl_code\`, or three digits of which the first is 4 or 5, then a
blank, then text. At anything else smtpd(8) warns and sends \`450 4.7.1 Service unavailable\`, after which the client tries again and
again, and does not learn why.`,
  see: ['postconf(5) default_rbl_reply', 'src/smtpd/smtpd_check.c'],
  evidence: {
    kind: 'source',
    because: 'rbl_reject_reply judges the reply when a client is refused because of a DNS list',
  },
  messages: {
    bad: (d: { value: string }) =>
      `\`${d.value}\` does not begin with \`$rbl_code\` or a code such as \`554\`, and a blank: the client is told to try again (450)`,
  },
  scope: 'setting',
  parameters: ['default_rbl_reply'],
  check({ resolved }, report) {
    if (!isReadable(resolved) || resolved.text === '') return
    const text = withReplyCode(resolved.text)
    if (text === undefined || replyFault(text, false) === undefined) return
    report({ at: wholeValue(resolved), say: ['bad', { value: resolved.text.slice(0, 60) }] })
  },
  examples: [
    {
      title: 'No code',
      'main.cf': 'compatibility_level = 3.6\ndefault_rbl_reply = «blocked by $rbl_domain»\n',
    },
    {
      title: 'The usual beginning',
      clean: true,
      'main.cf': 'compatibility_level = 3.6\ndefault_rbl_reply = $rbl_code blocked by $rbl_domain\n',
    },
  ],
})
