import { certainValue } from '../../config/certain-values.js'
import { listItems, wholeValue } from '../../config/elements.js'
import { readInetEndpoint } from '../../config/inet-endpoint.js'
import { isLoopbackHost } from '../../config/listeners.js'
import { defineRule } from '../define.js'

/** Lists that make a server the place where mail for a domain arrives. */
const domains = ['virtual_mailbox_domains', 'virtual_alias_domains', 'relay_domains'] as const

export default defineRule({
  id: 'loopback-only-server',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  summary: 'A server for domains or for people listens to this host alone',
  why: `With \`inet_interfaces = loopback-only\`, as installers write it for a host that only sends, nobody outside can connect: mail for
the domains of this server does not arrive. A service with an address in its first column does not care about \`inet_interfaces\`. After
a change Postfix has to be stopped and started, a reload is not enough.`,
  see: ['postconf(5) inet_interfaces', 'master(5)'],
  evidence: { kind: 'heuristic', because: 'a proxy or a tunnel on the same host may bring the mail' },
  messages: {
    closed: (d: { value: string; sign: string }) =>
      `Nobody outside can connect with \`${d.value}\`, but ${d.sign}: if mail is to arrive from there, write \`all\`, then stop and start Postfix`,
    around: (d: { value: string; service: string }) =>
      `\`${d.value}\` does not hold for \`${d.service}\`, which has an address of its own: others can connect there`,
  },
  scope: 'project',
  check({ project }, report) {
    const interfaces = certainValue(project.base, 'inet_interfaces')
    if (interfaces?.setting === undefined) return
    const items = listItems(interfaces).map(({ value }) => value.toLowerCase())
    if (items.length === 0 || !items.every(item => item === 'loopback-only' || isLoopbackHost(item))) return
    const value = interfaces.text
    const at = wholeValue(interfaces)
    const listed = domains.find(name => {
      const list = certainValue(project.base, name)
      return list?.setting !== undefined && list.text !== '' && list.setting.value.text !== '$mydestination'
    })
    const inets = project.services.filter(({ type }) => type === 'inet')
    const own = inets.find(service => {
      const { host, problem } = readInetEndpoint(service.name)
      return problem === undefined && host !== '' && !isLoopbackHost(host)
    })
    if (own !== undefined) {
      report({ at, say: ['around', { value, service: own.name }], services: [own] })
      return
    }
    const people = inets.find(({ name }) => name === 'submission' || name === 'submissions' || name === 'smtps')
    if (listed !== undefined) report({ at, say: ['closed', { value, sign: `\`${listed}\` names domains` }] })
    else if (people !== undefined)
      report({ at, say: ['closed', { value, sign: `\`${people.name}\` is there for people` }], services: [people] })
  },
  examples: [
    {
      title: 'Domains whose mail never arrives',
      'main.cf': `
        compatibility_level = 3.6
        inet_interfaces = «loopback-only»
        virtual_alias_domains = example.com
        virtual_alias_maps = texthash:/etc/postfix/virtual
      `,
    },
    {
      title: 'A host that only sends',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        inet_interfaces = loopback-only
      `,
    },
  ],
})
