import { knownItems, partOfItem, replacePlace } from '../../config/elements.js'
import { type DestinationProblem, destinationFault } from '../../config/host-names.js'
import { defineRule } from '../define.js'

const faults: { readonly [P in DestinationProblem]: string } = {
  'missing-bracket': 'there is no `]`',
  'text-after-bracket': 'only `:` and a port can follow the `]`',
  'port-in-brackets': 'the port has to follow the closing bracket',
  'bad-ipv6': 'this is not an IPv6 address',
  'bare-ipv6': 'an IPv6 address stands in brackets, else its last group is taken for a port',
  'no-host': 'there is no host',
  'bad-host': 'this is not a host name or an address',
  'bad-port': 'a port is a number from 1 to 65535, or the name of a service',
}

export default defineRule({
  id: 'bad-destination',
  severity: 'error',
  since: '0.1.0',
  fix: 'safe',
  summary: 'A host to send mail to that the SMTP client cannot read',
  why: `A destination is \`host\`, \`host:port\`, \`[host]\` or \`[host]:port\`. The brackets go around the host alone and mean that
no mail exchanger is looked up for it; an IPv6 address always needs them. With a destination that has another form the
SMTP client stops with a fatal error each time it is to deliver there, and the mail stays in the queue.`,
  see: ['postconf(5) relayhost', 'smtp(8)', 'src/util/host_port.c', 'src/smtp/smtp_connect.c'],
  evidence: { kind: 'log', says: ['in server description', 'bad network port'], by: 'smtp' },
  messages: {
    bad: (d: { value: string; fault: string; right: string | undefined }) =>
      `The SMTP client stops with a fatal error at \`${d.value}\`: ${d.fault}${d.right === undefined ? '' : `. Write \`${d.right}\``}`,
  },
  scope: 'setting',
  kinds: ['nexthop-list', 'host-port-list', 'domain-or-empty'],
  check({ project, resolved, parameter }, report) {
    if (parameter === undefined || resolved.expanded.problem) return
    // Before Postfix 3.5 a relayhost was one destination; a list there is another rule's.
    if (parameter.kind === 'nexthop-list' && !project.catalog.atLeast('3.5') && resolved.list().length > 1) return
    for (const item of knownItems(resolved)) {
      // unix: and inet: are forms of the LMTP client, to which relayhost can lead too.
      if (/^(?:unix|inet):/.test(item.value)) continue
      const fault = destinationFault(item.value)
      if (fault === undefined) continue
      const { right } = fault
      report({
        at: partOfItem(item, fault.start, fault.end),
        say: ['bad', { value: item.value, fault: faults[fault.problem], right }],
        // The next hop of a filter may mean something to a program of its own.
        ...(parameter.kind === 'domain-or-empty' && { severity: 'warning' }),
        fix: right === undefined ? undefined : { title: `Write \`${right}\``, edits: replacePlace(item, right) },
      })
    }
  },
  examples: [
    {
      title: 'The port is inside the brackets',
      'main.cf': `
        compatibility_level = 3.6
        mydestination =
        relayhost = [mail.example.org«:587»]
      `,
      fixed: `
        compatibility_level = 3.6
        mydestination =
        relayhost = [mail.example.org]:587
      `,
    },
    {
      title: 'An address without brackets',
      'main.cf': `
        compatibility_level = 3.6
        mydestination =
        relayhost = «2001:db8::25»
      `,
      fixed: `
        compatibility_level = 3.6
        mydestination =
        relayhost = [2001:db8::25]
      `,
    },
    {
      title: 'Forms that are understood',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        relayhost = [mail.example.org]:587
        smtp_fallback_relay = [2001:db8::25], example.net:2525
      `,
    },
  ],
})
