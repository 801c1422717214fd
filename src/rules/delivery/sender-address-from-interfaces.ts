import { parseAddress } from '../../config/addresses.js'
import { certainText } from '../../config/certain-values.js'
import { listItems, partOfItem } from '../../config/elements.js'
import { isLoopbackHost } from '../../config/listeners.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'sender-address-from-interfaces',
  severity: 'info',
  preset: 'all',
  since: '0.1.0',
  fix: 'none',
  summary: 'Listening on one address also makes it the one that mail is sent from',
  why: `When \`inet_interfaces\` lists exactly one address of a kind that is not for this host alone, the SMTP client sends from it, unless
\`smtp_bind_address\` says otherwise. That is usually wanted; but a change of the listener then changes what other servers see, and SPF
and the name of the address in the DNS have to fit.`,
  see: ['postconf(5) inet_interfaces', 'postconf(5) smtp_bind_address', 'src/smtp/smtp_connect.c'],
  evidence: { kind: 'heuristic', because: 'it is how Postfix is meant to work' },
  messages: {
    bound: (d: { value: string; name: string }) =>
      `Mail is sent from \`${d.value}\` as well, since it is the only address here: to have that for certain, set \`${d.name}\` too`,
  },
  scope: 'setting',
  parameters: ['inet_interfaces'],
  check({ resolved, view, service }, report) {
    if (service !== undefined || !isReadable(resolved)) return
    const items = listItems(resolved)
    const hosts = items.map(item => ({ item, host: item.value.replace(/^\[|\]$/g, '') }))
    const open = hosts.filter(({ host }) => !isLoopbackHost(host) && host !== 'loopback-only')
    for (const [family, name] of [
      ['ipv4', 'smtp_bind_address'],
      ['ipv6', 'smtp_bind_address6'],
    ] as const) {
      const [only, ...more] = open.filter(({ host }) => parseAddress(host)?.family === family)
      if (only === undefined || more.length > 0 || certainText(view, name) !== '') continue
      report({ at: partOfItem(only.item, 0, only.item.value.length), say: ['bound', { value: only.host, name }] })
    }
  },
  examples: [
    {
      title: 'One address beside the loopback',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        inet_interfaces = «192.0.2.1», 127.0.0.1
      `,
    },
    {
      title: 'Said for certain',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.11
        inet_interfaces = 192.0.2.1, 127.0.0.1
        smtp_bind_address = 192.0.2.1
      `,
    },
  ],
})
