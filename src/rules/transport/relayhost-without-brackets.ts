import { parseAddress } from '../../config/addresses.js'
import { knownItems } from '../../config/elements.js'
import { readDestination } from '../../config/transport-specs.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'relayhost-without-brackets',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  fix: 'none',
  summary: 'A relay host is named like a domain, so that mail exchangers are looked up for it',
  why: `Without \`[ ]\` Postfix takes the name in \`relayhost\` for a domain and asks the DNS for its mail exchangers first. For one
host, say the submission service of a provider, that is a needless question, and a wrong answer (a wildcard MX) sends all
mail to another host. With brackets the host itself is meant, and the key in \`smtp_sasl_password_maps\` has to have them too.`,
  see: ['postconf(5) relayhost', 'postconf(5) smtp_fallback_relay'],
  evidence: { kind: 'heuristic', because: 'a name with mail exchangers of its own can be meant' },
  messages: {
    bare: (d: { value: string; right: string }) =>
      `For \`${d.value}\` mail exchangers are looked up first. If one host is meant, write \`${d.right}\` (and the same in the password table)`,
  },
  scope: 'setting',
  parameters: ['relayhost', 'smtp_fallback_relay'],
  check({ resolved }, report) {
    if (resolved.expanded.problem) return
    for (const item of knownItems(resolved)) {
      const destination = readDestination(item)
      if (destination?.type !== 'host' || destination.bracketed) continue
      const { host, port } = destination
      // A bare number is no domain; three labels or a port show that a host is meant.
      if (parseAddress(host.value) !== undefined) continue
      if (port === undefined && host.value.split('.').length < 3) continue
      const right = `[${host.value}]${port ? `:${port.value}` : ''}`
      report({ at: item, say: ['bare', { value: item.value, right }] })
    }
  },
  examples: [
    {
      title: 'The submission service of a provider',
      'main.cf': `
        relayhost = «smtp.example.com:587»
      `,
    },
    {
      title: 'The host itself',
      clean: true,
      'main.cf': `
        relayhost = [mail.example.com]
      `,
    },
  ],
})
