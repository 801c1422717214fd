import { toBoolean } from '../../config/convert.js'
import { listItems, wholeValue } from '../../config/elements.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'mail-exchangers-ignored',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  summary: "Mail goes to hosts of the domain's name, not to its mail exchangers",
  why: `The SMTP client finds the hosts that take mail for a domain by its MX records in the DNS. With
\`smtp_dns_support_level = disabled\`, \`disable_dns_lookups = yes\` or \`smtp_host_lookup = native\` alone it asks the hosts
file and the like instead. With lookups off there are no MX records at all: mail for \`user@example.com\` goes to the
host \`example.com\`, which in most cases is not its mail server. That is right only where all mail goes to a relay.`,
  see: ['postconf(5) smtp_dns_support_level', 'postconf(5) smtp_host_lookup', 'src/smtp/smtp_connect.c'],
  evidence: { kind: 'source', because: 'smtp_connect_inet() uses smtp_domain_addr() only when DNS support is on' },
  messages: {
    off: (d: { setting: string }) =>
      `With \`${d.setting}\` the MX records of a domain are not looked up: mail for it goes to the host of that name, which is seldom its mail server`,
  },
  scope: 'setting',
  parameters: ['smtp_dns_support_level', 'disable_dns_lookups'],
  check({ setting, resolved, view, service }, report) {
    if (resolved.unknown || resolved.expanded.problem) return
    const off = resolved.text === 'disabled' || toBoolean(resolved.text) === true
    if (!off || service !== undefined) return
    // smtp_dns_support_level wins over the old switch when it is set.
    if (setting.name.startsWith('disable') && (view.get('smtp_dns_support_level')?.text ?? '') !== '') return
    const relay = view.get('relayhost')
    const relays = relay === undefined ? [] : listItems(relay)
    // With one host for all mail there is nothing to look up.
    if (relay?.unknown || relays.length > 0) return
    report({ at: wholeValue(resolved), say: ['off', { setting: `${setting.name} = ${resolved.text}` }] })
  },
  examples: [
    {
      title: 'No relay, no lookups',
      'main.cf': `
        compatibility_level = 3.6
        smtp_dns_support_level = «disabled»
      `,
    },
    {
      title: 'One host takes all mail',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        relayhost = [mail.example.org]:587
        smtp_dns_support_level = disabled
      `,
    },
  ],
})
