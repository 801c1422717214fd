import { listItems, wholeValue } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'ipv6-switched-off',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  fix: 'none',
  summary: 'IPv6 is switched off for all of Postfix',
  why: `\`inet_protocols = ipv4\` is often set because mail over IPv6 is refused for want of a name in the DNS. In main.cf it also stops
this server from taking mail over IPv6. When only sending is the trouble, \`-o inet_protocols=ipv4\` on the \`smtp\` service, or
\`smtp_address_preference = ipv4\`, is enough.`,
  see: ['postconf(5) inet_protocols', 'IPV6_README', 'postconf(5) smtp_address_preference'],
  evidence: { kind: 'heuristic', because: 'a host without IPv6 is right to do so' },
  messages: {
    off: (d: { value: string }) =>
      `With \`${d.value}\` here, no mail comes in over IPv6 either. If only sending is the trouble, set \`smtp_address_preference = ipv4\` instead`,
  },
  scope: 'setting',
  parameters: ['inet_protocols'],
  check({ resolved, service }, report) {
    if (service !== undefined || !isReadable(resolved)) return
    const words = listItems(resolved).map(({ value }) => value.toLowerCase())
    if (words.length === 1 && words[0] === 'ipv4')
      report({ at: wholeValue(resolved), say: ['off', { value: resolved.text }] })
  },
  examples: [
    {
      title: 'For everything',
      'main.cf': `
        compatibility_level = 3.6
        inet_protocols = «ipv4»
      `,
    },
    {
      title: 'For what is sent',
      clean: true,
      'main.cf': `
        compatibility_level = 3.11
        smtp_address_preference = ipv4
      `,
    },
  ],
})
