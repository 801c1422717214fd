import { listItems, wholeValue } from '../../config/elements.js'
import { isLoopbackHost } from '../../config/listeners.js'
import { readDestination } from '../../config/transport-specs.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'loopback-bind-address',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'Mail is sent from an address that only this host can reach',
  why: `\`smtp_bind_address\` is the address from which smtp(8) connects to other hosts. From \`127.0.0.1\` or \`::1\` no other host
can be reached: every delivery times out or fails, and the mail stays in the queue. In main.cf it holds for all deliveries.
For a filter on this host alone, write it as \`-o\` to that service in master.cf.`,
  see: ['postconf(5) smtp_bind_address', 'src/smtp/smtp_connect.c'],
  evidence: { kind: 'source', because: 'a loopback address as source reaches nothing but the host itself' },
  messages: {
    loopback: (d: { name: string; value: string }) =>
      `With \`${d.name} = ${d.value}\` no other host can be reached: mail for other hosts stays in the queue. Leave it empty, or set it with \`-o\` for one service`,
  },
  scope: 'setting',
  parameters: ['smtp_bind_address', 'smtp_bind_address6'],
  check({ setting, resolved, view, service }, report) {
    if (service !== undefined || resolved.unknown || resolved.expanded.problem) return
    if (view.get(setting.name)?.setting !== setting) return
    const value = resolved.text
    if (!isLoopbackHost(value.replace(/^\[|\]$/g, ''))) return
    // Everything goes to a program on this host then.
    const relay = view.get('relayhost')
    const hops = relay ? listItems(relay).map(readDestination) : []
    if (hops.some(hop => hop?.type === 'host' && isLoopbackHost(hop.host.value))) return
    report({ at: wholeValue(resolved), say: ['loopback', { name: setting.name, value }] })
  },
  examples: [
    {
      title: 'Meant for the listener',
      'main.cf': `
        smtp_bind_address = «127.0.0.1»
      `,
    },
    {
      title: 'An address of the network',
      clean: true,
      'main.cf': `
        smtp_bind_address = 192.0.2.25
      `,
    },
  ],
})
