import { parseAddress } from '../../config/addresses.js'
import { knownItems, replacePlace } from '../../config/elements.js'
import { nearestName } from '../../text/nearest-name.js'
import { defineRule } from '../define.js'

const words: readonly string[] = ['all', 'loopback-only']

export default defineRule({
  id: 'interface-word-taken-for-host',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A word in `inet_interfaces` that Postfix looks up as a host, or an address it cannot use',
  why: `\`inet_interfaces\` takes the words \`all\` and \`loopback-only\`, in lower case and alone, or addresses and names of
hosts. Any other word is looked up as the name of a host, and when there is no such host every Postfix program stops with a
fatal error. So does an address of a protocol that \`inet_protocols\` switches off.`,
  see: ['postconf(5) inet_interfaces', 'src/global/own_inet_addr.c'],
  evidence: { kind: 'log', says: ['host not found', 'config variable inet_interfaces'], by: 'postfix' },
  messages: {
    near: (d: { value: string; near: string }) =>
      `Postfix looks \`${d.value}\` up as the name of a host, and stops with a fatal error when there is none. Did you mean \`${d.near}\`?`,
    family: (d: { value: string; protocols: string }) =>
      `\`${d.value}\` cannot be used while \`inet_protocols\` is \`${d.protocols}\`: every Postfix program stops with a fatal error`,
  },
  scope: 'setting',
  parameters: ['inet_interfaces'],
  check({ resolved, view }, report) {
    if (resolved.expanded.problem) return
    const protocols = view.get('inet_protocols')
    const enabled = protocols && !protocols.unknown && !protocols.expanded.problem ? protocols.text : 'all'
    for (const item of knownItems(resolved)) {
      const { value } = item
      const address = parseAddress(value.replace(/^\[(.*)\]$/, '$1'))
      if (address !== undefined) {
        if (enabled === 'ipv4' || enabled === 'ipv6') {
          if (address.family !== enabled) report({ at: item, say: ['family', { value, protocols: enabled }] })
        }
        continue
      }
      // A name with a dot is a host's name, whatever it is near to.
      if (words.includes(value) || value.includes('.')) continue
      const near =
        value.toLowerCase() === 'any' || value === '*'
          ? 'all'
          : value === 'localhost-only'
            ? 'loopback-only'
            : nearestName(value, words)
      if (near === undefined) continue
      report({
        at: item,
        say: ['near', { value, near }],
        fix: { title: `Write \`${near}\``, edits: replacePlace(item, near) },
      })
    }
  },
  examples: [
    {
      title: 'Upper case',
      'main.cf': `
        compatibility_level = 3.6
        inet_interfaces = «ALL»
      `,
      fixed: `
        compatibility_level = 3.6
        inet_interfaces = all
      `,
    },
    {
      title: 'A word that there is not',
      'main.cf': `
        compatibility_level = 3.6
        inet_interfaces = «loopback_only»
      `,
      fixed: `
        compatibility_level = 3.6
        inet_interfaces = loopback-only
      `,
    },
    {
      title: 'An address of a protocol that is off',
      'main.cf': `
        compatibility_level = 3.6
        inet_protocols = ipv4
        inet_interfaces = 127.0.0.1, «::1»
      `,
    },
    {
      title: 'The words, as they are',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        inet_interfaces = loopback-only
      `,
    },
  ],
})
