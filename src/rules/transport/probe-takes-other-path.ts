import { certainText } from '../../config/certain-values.js'
import { nameLocation } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'probe-takes-other-path',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  fix: 'none',
  summary: 'Addresses are probed at another host than mail is delivered to',
  why: `To verify an address Postfix makes as if it delivered mail to it. \`address_verify_relayhost\` and the \`address_verify_..._transport\`
parameters can send the probe another way than the mail: it then says what that host knows of the address. That is meant for a relay host
that accepts everything, and wrong when it is left over.`,
  see: ['ADDRESS_VERIFICATION_README', 'postconf(5) address_verify_relayhost'],
  evidence: { kind: 'heuristic', because: 'it is what the parameters are for' },
  messages: {
    other: (d: { name: string; usual: string }) =>
      `Probes go another way than mail does, as \`${d.name}\` differs from \`${d.usual}\`: see that this host really knows the addresses`,
  },
  scope: 'setting',
  parameters: [
    'address_verify_relayhost',
    'address_verify_default_transport',
    'address_verify_local_transport',
    'address_verify_relay_transport',
    'address_verify_virtual_transport',
  ],
  check({ setting, resolved, view }, report) {
    const usual = setting.name.slice('address_verify_'.length)
    const text = certainText(view, usual)
    if (!isReadable(resolved) || text === undefined || text === resolved.text) return
    report({ at: nameLocation(setting), say: ['other', { name: setting.name, usual }] })
  },
  examples: [
    {
      title: 'Straight to the mail exchangers',
      'main.cf': `
        compatibility_level = 3.6
        relayhost = [mail.example.org]
        «address_verify_relayhost» =
      `,
    },
    {
      title: 'The same way',
      clean: true,
      'main.cf': `
        compatibility_level = 3.11
        relayhost = [mail.example.org]
        address_verify_relayhost = $relayhost
      `,
    },
  ],
})
