import { parseAddress } from '../../config/addresses.js'
import { wholeValue } from '../../config/elements.js'
import { defineRule } from '../define.js'

/** The family of the address in each of them. */
const families: Readonly<Record<string, 'ipv4' | 'ipv6'>> = {
  smtp_bind_address: 'ipv4',
  smtp_bind_address6: 'ipv6',
  lmtp_bind_address: 'ipv4',
  lmtp_bind_address6: 'ipv6',
}

export default defineRule({
  id: 'bad-bind-address',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'The address that mail is sent from is no address of the right family',
  why: `\`smtp_bind_address\` is one IPv4 address, \`smtp_bind_address6\` one IPv6 address, written as numbers: no host name, no port,
no list. At anything else the client stops with a fatal error when it connects to a server of that family, and the mail
stays in the queue.`,
  see: ['postconf(5) smtp_bind_address', 'postconf(5) smtp_bind_address6', 'src/smtp/smtp_connect.c'],
  evidence: {
    kind: 'log',
    says: ['bad smtp_bind_address parameter', 'malformed smtp_bind_address parameter'],
    by: 'smtp',
  },
  messages: {
    family: (d: { value: string; family: string; other: string }) =>
      `\`${d.value}\` is no ${d.family} address: the mail client stops with a fatal error when it connects. Set it as \`${d.other}\``,
    bad: (d: { value: string; family: string }) =>
      `\`${d.value}\` is no ${d.family} address in numbers, without a port: the mail client stops with a fatal error when it connects, and mail stays in the queue. Write the address alone`,
  },
  scope: 'setting',
  parameters: Object.keys(families),
  check({ setting, resolved, view, service, parameter }, report) {
    const family = families[setting.name]
    if (family === undefined || resolved.unknown || resolved.expanded.problem || resolved.text === '') return
    if (view.get(setting.name)?.setting !== setting) return
    if (service && !parameter?.readBy.includes(service.program)) return
    const value = resolved.text
    // One pair of brackets is taken off; getaddrinfo(3) knows zones (`fe80::1%eth0`).
    const inner = value.startsWith('[') && value.endsWith(']') ? value.slice(1, -1) : value
    const address = parseAddress(inner.replace(/%[\w.-]+$/, ''))
    if (address?.family === family) return
    const words = { ipv4: 'IPv4', ipv6: 'IPv6' }
    const other = family === 'ipv4' ? `${setting.name}6` : setting.name.slice(0, -1)
    report({
      at: wholeValue(resolved),
      say: address ? ['family', { value, family: words[family], other }] : ['bad', { value, family: words[family] }],
    })
  },
  examples: [
    {
      title: 'A port',
      'main.cf': `
        compatibility_level = 3.6
        local_transport = smtp:[127.0.0.1]:10025
        smtp_bind_address = «192.0.2.25:25»
      `,
    },
    {
      title: 'A host name',
      'main.cf': `
        compatibility_level = 3.6
        local_transport = smtp:[127.0.0.1]:10025
        smtp_bind_address = «mail.example.com»
      `,
    },
    {
      title: 'An IPv6 address in the parameter for IPv4',
      prove: false,
      'main.cf': `
        smtp_bind_address = «2001:db8::25»
      `,
    },
    {
      title: 'One of each family',
      clean: true,
      'main.cf': `
        smtp_bind_address = 192.0.2.25
        smtp_bind_address6 = 2001:db8::25
      `,
    },
  ],
})
