import { toBoolean } from '../../config/convert.js'
import { wholeValue } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'tls-report-for-lmtp',
  severity: 'warning',
  since: '0.1.0',
  postfix: { from: '3.10' },
  fix: 'unsafe',
  summary: 'Reports about TLS are switched on for LMTP, which has none',
  why: `TLSRPT reports on mail that is sent over SMTP to the servers of a domain. LMTP delivers within a site, and there is no support for it:
the LMTP client logs a warning at its start and goes on without.`,
  see: ['TLSRPT_README', 'postconf(5) smtp_tlsrpt_enable', 'src/smtp/smtp.c'],
  evidence: { kind: 'source', because: 'it came with Postfix 3.10, the proof runs 3.7' },
  messages: {
    lmtp: (d: { name: string }) =>
      `There are no TLS reports for LMTP: the client logs a warning at its start. Remove \`${d.name}\``,
  },
  scope: 'setting',
  parameters: ['lmtp_tlsrpt_enable', 'smtp_tlsrpt_enable'],
  check({ setting, resolved, service }, report) {
    if (!isReadable(resolved) || toBoolean(resolved.text) !== true) return
    if (setting.name !== 'lmtp_tlsrpt_enable' && service?.program !== 'lmtp') return
    report({
      at: wholeValue(resolved),
      say: ['lmtp', { name: setting.name }],
      fix: setting.value.text.includes('$')
        ? undefined
        : { title: 'Write `no`', edits: [{ file: setting.file, range: setting.valueRange, text: 'no' }] },
    })
  },
  examples: [
    {
      title: 'For the LMTP client',
      prove: false,
      'main.cf': `
        compatibility_level = 3.11
        lmtp_tlsrpt_enable = «yes»
      `,
      fixed: `
        compatibility_level = 3.11
        lmtp_tlsrpt_enable = no
      `,
    },
    {
      title: 'For the SMTP client',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.11
        smtp_tlsrpt_socket_name = run/tlsrpt.sock
        smtp_tlsrpt_enable = yes
      `,
    },
  ],
})
