import { replacePlace } from '../../config/elements.js'
import { findTransport } from '../../config/service-lookup.js'
import { resultOf, transportOf } from '../../config/table-values.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'relayhost-result-has-transport',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A sender-dependent relay host is written with a transport before it',
  why: `\`sender_dependent_relayhost_maps\` gives what \`relayhost\` has: a host, with \`[ ]\` and \`:port\` as needed. With a transport
before it, as in a transport table, the transport is taken for the name of the host. To choose the transport by sender
as well, use \`sender_dependent_default_transport_maps\`.`,
  see: ['postconf(5) sender_dependent_relayhost_maps', 'src/trivial-rewrite/resolve.c'],
  evidence: { kind: 'source', because: 'resolve_addr copies the result into the next hop as it is' },
  messages: {
    transport: (d: { name: string; rest: string }) =>
      `a relay host has no transport before it, so \`${d.name}\` is taken for the name of the host: write \`${d.rest}\``,
  },
  scope: 'table',
  syntaxes: ['postmap', 'regexp', 'pcre'],
  uses: ['sender-relayhost'],
  check({ project, table }, report) {
    if (table.uses.length > 1) return undefined
    return {
      line(line) {
        const result = resultOf(line)
        if (result === undefined) return
        const { transport, nexthop } = transportOf(result)
        if (nexthop === undefined || nexthop.value === '' || /^[0-9]+$/.test(nexthop.value)) return
        const isName = /^[a-z][\w-]*$/i.test(transport.value)
        const isKnown = ['smtp', 'lmtp', 'relay'].includes(transport.value) || findTransport(project, transport.value)
        if (!isName || (!isKnown && !nexthop.value.startsWith('['))) return
        report({
          at: transport,
          say: ['transport', { name: transport.value, rest: nexthop.value }],
          fix: { title: `Write \`${nexthop.value}\``, edits: replacePlace(result, nexthop.value) },
        })
      },
    }
  },
  examples: [
    {
      title: 'As in a transport table',
      'main.cf': 'sender_dependent_relayhost_maps = hash:/etc/postfix/relays\n',
      tables: { relays: 'anna@example.com  «smtp»:[mail.example.net]:587\n' },
      fixed: 'anna@example.com  [mail.example.net]:587\n',
    },
    {
      title: 'As in relayhost',
      clean: true,
      'main.cf': 'sender_dependent_relayhost_maps = hash:/etc/postfix/relays\n',
      tables: {
        relays:
          'anna@example.com  [mail.example.net]:587\n@example.org  mail.example.net:25\nbert@example.org  DUNNO\n',
      },
    },
  ],
})
