import { valueLocation, wholeValue } from '../../config/elements.js'
import { readersOf } from '../../config/readers.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'no-network-protocol',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'All network protocols are switched off',
  why: `\`inet_protocols\` lists the protocols that Postfix uses: \`all\`, \`ipv4\`, \`ipv6\`. When the list is empty master(8)
switches off every \`inet\` service, and a program that wants to use the network stops with a fatal error: no mail comes in
or goes out over SMTP.`,
  see: ['postconf(5) inet_protocols', 'src/master/master_ent.c', 'src/util/inet_proto.c'],
  evidence: { kind: 'log', says: ['all network protocols are disabled'], by: 'postfix' },
  messages: {
    none: (_: { name: string }) =>
      `\`inet_protocols\` is empty: all network services are switched off, and no mail comes in or goes out over SMTP. Write \`all\` or \`ipv4\``,
  },
  scope: 'setting',
  parameters: ['inet_protocols'],
  check({ project, setting, resolved, parameter, service }, report) {
    if (parameter === undefined || resolved.unknown || resolved.expanded.problem || resolved.list().length > 0) return
    if (readersOf({ project, setting, parameter, service }).known === 'nobody') return
    report({
      at: resolved.text === '' ? valueLocation(setting) : wholeValue(resolved),
      say: ['none', { name: setting.name }],
    })
  },
  examples: [
    {
      title: 'An empty list',
      'main.cf': `
        compatibility_level = 3.6
        inet_protocols =«»
      `,
    },
    {
      title: 'One protocol',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        inet_protocols = ipv4
      `,
    },
  ],
})
