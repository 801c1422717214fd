import { knownItems } from '../../config/elements.js'
import { readDestination } from '../../config/transport-specs.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'srv-lookup-never',
  severity: 'warning',
  since: '0.1.0',
  postfix: { from: '3.8' },
  fix: 'none',
  summary: 'SRV records are asked for, but the relay host in brackets rules that out',
  why: `\`use_srv_lookup = submission\` makes smtp(8) look for the SRV record of a destination with that port. A host in \`[ ]\` is
meant as it stands: nothing but its address is looked up. Write \`example.com:submission\` without brackets.`,
  see: ['postconf(5) use_srv_lookup', 'src/smtp/smtp_connect.c'],
  evidence: {
    kind: 'source',
    because: 'brackets switch off all lookups but that of the address (`smtp_connect_inet`)',
  },
  messages: {
    never: (d: { value: string; right: string }) =>
      `No SRV record is looked up for \`${d.value}\`, as the host stands in brackets. If \`use_srv_lookup\` is meant for it, write \`${d.right}\``,
  },
  scope: 'setting',
  parameters: ['relayhost'],
  check({ resolved, view }, report) {
    const services = view.get('use_srv_lookup')
    if (services === undefined || services.expanded.problem || resolved.expanded.problem) return
    const names = new Set(knownItems(services).map(({ value }) => value))
    for (const item of knownItems(resolved)) {
      const destination = readDestination(item)
      if (destination?.type !== 'host' || !destination.bracketed || !names.has(destination.port?.value ?? '')) continue
      const right = `${destination.host.value}:${destination.port?.value ?? ''}`
      report({ at: item, say: ['never', { value: item.value, right }] })
    }
  },
  examples: [
    {
      title: 'Brackets out of habit',
      'main.cf': `
        use_srv_lookup = submission
        relayhost = «[example.com]:submission»
      `,
    },
    {
      title: 'The domain',
      clean: true,
      'main.cf': `
        use_srv_lookup = submission
        relayhost = example.com:submission
      `,
    },
  ],
})
