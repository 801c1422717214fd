import type { ValueKind } from '../../catalog/types.js'
import { parseAddress } from '../../config/addresses.js'
import { certainWords } from '../../config/certain-values.js'
import { matchPatterns } from '../../config/match-patterns.js'
import { isNetworkPattern } from '../../config/networks.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'never-matching-pattern',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'An element of a list that nothing can match',
  why: `Lists of clients and domains have no wildcards and no ranges: a \`*\` is an ordinary character, \`192.0.2.1-9\` and
\`192.0.2.\` are names that no host has, and a mail address is no domain. Postfix says nothing, the element just never
matches. A network is written \`net/bits\`; \`.example.com\` (or \`example.com\`, depending on
\`parent_domain_matches_subdomains\`) stands for the names below a domain. A length of a network with a blank before it is
read as the name of a file.`,
  see: ['postconf(5) mynetworks', 'postconf(5) mydestination', 'src/util/match_ops.c', 'src/util/match_list.c'],
  evidence: {
    kind: 'source',
    because: 'match_string(), match_hostname() and match_hostaddr() compare text, and pass over what is no address',
  },
  messages: {
    wildcard: (d: { value: string }) =>
      `\`${d.value}\` never matches: this list has no wildcards. Write a network (\`192.0.2.0/24\`), or \`.example.com\` for the names below a domain`,
    partial: (d: { value: string }) =>
      `\`${d.value}\` never matches: it is no whole address. A network is written as in \`192.0.2.0/24\``,
    mailbox: (d: { value: string }) =>
      `\`${d.value}\` never matches: this is a list of domains, and a mail address is none`,
    mask: (d: { value: string }) =>
      `\`${d.value}\` stands apart from its address, so Postfix takes it for the name of a file to read. Remove the blank before it`,
    parent: (d: { value: string; name: string }) =>
      `\`${d.value}\` never matches: \`parent_domain_matches_subdomains\` has \`${d.name}\`, so the name alone, without the dot, stands for those below it`,
    address: (d: { value: string }) =>
      `\`${d.value}\` never matches: mail for an address comes to the addresses in \`inet_interfaces\` and \`proxy_interfaces\`, list it there`,
    nexthop: (d: { value: string }) =>
      `\`${d.value}\` never matches: this list has domains alone, without \`[ ]\` and without a port`,
  },
  scope: 'setting',
  kinds: ['match-list-address', 'match-list-domain'],
  check({ setting, resolved, parameter, view }, report) {
    if (parameter === undefined || resolved.expanded.problem) return
    const parents = certainWords(view, 'parent_domain_matches_subdomains')
    const { name } = setting
    const own = (value: string) => {
      if (value.startsWith('.') && parents?.has(name)) return 'parent'
      if (name === 'mydestination' && parseAddress(value.replace(/^\[|\]$/g, ''))) return 'address'
      return name.endsWith('_connection_cache_destinations') && value.startsWith('[') ? 'nexthop' : undefined
    }
    for (const pattern of matchPatterns(resolved)) {
      const { value, form } = pattern
      const fault =
        form === 'file'
          ? isLoneMask(value, parameter.kind)
            ? 'mask'
            : undefined
          : form === 'pattern'
            ? (faultOf(value, parameter.kind) ?? own(value))
            : undefined
      if (fault !== undefined)
        report({ at: pattern, say: fault === 'parent' ? [fault, { value, name }] : [fault, { value }] })
    }
  },
  examples: [
    {
      title: 'Wildcards, ranges and parts of an address',
      'main.cf': `
        compatibility_level = 3.6
        mynetworks = 127.0.0.0/8, «192.0.2.*», «198.51.100.», «203.0.113.1-9»
        mydestination = $myhostname, localhost, «*.example.com»
      `,
    },
    {
      title: 'A dot too many, an address, and a next hop',
      'main.cf': `
        compatibility_level = 3.6
        relay_domains = «.example.net»
        relay_recipient_maps = texthash:/etc/postfix/relay_recipients
        mydestination = $myhostname, localhost, «192.0.2.25»
        smtp_connection_cache_destinations = «[mail.example.org]:587»
      `,
    },
    {
      title: 'A blank inside a network',
      'main.cf': `
        compatibility_level = 3.6
        mynetworks = 127.0.0.0/8, 192.0.2.0 «/24»
      `,
    },
    {
      title: 'Networks, addresses and domains',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        mynetworks = 127.0.0.0/8, 192.0.2.0/24, 198.51.100.7
        mydestination = $myhostname, localhost, .example.net
      `,
    },
  ],
})

function isLoneMask(value: string, kind: ValueKind): boolean {
  return kind === 'match-list-address' && /^\/[0-9]{1,3}$/.test(value)
}

function faultOf(value: string, kind: ValueKind): 'wildcard' | 'partial' | 'mailbox' | undefined {
  if (value.includes('*')) return 'wildcard'
  if (kind === 'match-list-domain') return value.includes('@') ? 'mailbox' : undefined
  if (value.startsWith('[') || isNetworkPattern(value) || parseAddress(value)) return undefined
  return /^[0-9][0-9./-]*$/.test(value) ? 'partial' : undefined
}
