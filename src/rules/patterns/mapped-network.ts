import { formatAddress } from '../../config/addresses.js'
import { replacePlace } from '../../config/elements.js'
import { readNetwork } from '../../config/networks.js'
import { partWithin } from '../../config/table-values.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'mapped-network',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A cidr table has an IPv4 address in IPv6 form, which Postfix never asks for',
  why: `A client that comes over IPv4 to a socket that serves IPv6 has an address such as \`::ffff:192.0.2.1\` for the system. Postfix
turns that into \`192.0.2.1\` before it looks anything up, so patterns below \`::ffff:0:0/96\` match nobody.`,
  see: ['cidr_table(5)', 'src/smtpd/smtpd_peer.c', 'src/util/normalize_v4mapped_addr.c'],
  evidence: { kind: 'source', because: 'the address is turned before any lookup, and what does not match is silent' },
  messages: {
    mapped: (d: { value: string; wanted: string }) =>
      `Postfix writes such an address as IPv4 before it looks it up, so \`${d.value}\` matches nobody: write \`${d.wanted}\``,
  },
  scope: 'table',
  syntaxes: ['cidr'],
  uses: ['access-client', 'access-address', 'postscreen-access'],
  check({ table, uses }, report) {
    if (table.uses.length !== uses.length) return undefined
    return {
      line(line) {
        if (line.type !== 'network-rule' && line.type !== 'network-if') return
        const { whole } = line
        const written = partWithin(whole, /^[!\s]*/.exec(whole.value)?.[0].length ?? 0)
        const network = readNetwork(written.value)
        if (!network.ok || network.address.family !== 'ipv6' || network.prefix < 96) return
        const { bytes } = network.address
        if (!bytes.slice(0, 10).every(byte => byte === 0) || bytes[10] !== 255 || bytes[11] !== 255) return
        const address = formatAddress({ family: 'ipv4', bytes: bytes.slice(12) })
        const wanted = network.prefix === 128 ? address : `${address}/${network.prefix - 96}`
        report({
          at: written,
          say: ['mapped', { value: written.value, wanted }],
          fix: { title: `Write \`${wanted}\``, edits: replacePlace(written, wanted) },
        })
      },
    }
  },
  examples: [
    {
      title: 'IPv4 in IPv6 form',
      'main.cf': 'smtpd_client_restrictions = check_client_access cidr:/etc/postfix/clients\n',
      tables: { clients: '«::ffff:192.0.2.0/120» OK\n«[::ffff:198.51.100.1]» REJECT\n' },
      fixed: '192.0.2.0/24 OK\n198.51.100.1 REJECT\n',
    },
    {
      title: 'Both families as they are',
      clean: true,
      'main.cf': 'smtpd_client_restrictions = check_client_access cidr:/etc/postfix/clients\n',
      tables: { clients: '192.0.2.0/24 OK\n2001:db8::/32 OK\n' },
    },
  ],
})
