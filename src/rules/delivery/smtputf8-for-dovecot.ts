import { certainSwitch } from '../../config/certain-values.js'
import { wholeValue } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'smtputf8-for-dovecot',
  severity: 'info',
  preset: 'all',
  since: '0.1.0',
  postfix: { from: '3.0' },
  fix: 'none',
  summary: 'Mail with non-ASCII addresses is accepted for a store that may not take it',
  why: `With \`smtputf8_enable = yes\`, the default, Postfix accepts mail that needs SMTPUTF8. When the program behind LMTP does not announce
it, and Dovecot before 2.4 does not, such mail is returned with "SMTPUTF8 is required, but was not offered" after it has been accepted.`,
  see: ['SMTPUTF8_README', 'postconf(5) smtputf8_enable'],
  evidence: { kind: 'heuristic', because: 'which release of Dovecot runs is not in the configuration' },
  messages: {
    store: (d: { value: string }) =>
      `If \`${d.value}\` leads to Dovecot before 2.4, mail that needs SMTPUTF8 is accepted and then returned: set \`smtputf8_enable = no\``,
  },
  scope: 'setting',
  kinds: ['transport-nexthop'],
  check({ resolved, view }, report) {
    if (!isReadable(resolved) || !/^lmtp:(?:unix|inet):.*dovecot/i.test(resolved.text)) return
    if (certainSwitch(view, 'smtputf8_enable') !== true) return
    report({ at: wholeValue(resolved), say: ['store', { value: resolved.text }] })
  },
  examples: [
    {
      title: 'Dovecot behind LMTP',
      'main.cf': `
        compatibility_level = 3.6
        virtual_transport = «lmtp:unix:private/dovecot-lmtp»
      `,
    },
    {
      title: 'Switched off',
      clean: true,
      'main.cf': `
        compatibility_level = 3.11
        smtputf8_enable = no
        mailbox_transport = lmtp:unix:private/dovecot-lmtp
      `,
    },
  ],
})
