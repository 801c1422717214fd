import { ownDomains } from '../../config/own-domains.js'
import type { EntryPart } from '../../syntax/tables/nodes.js'
import { defineRule } from '../define.js'

const shown = 3

export default defineRule({
  id: 'asterisk-takes-own-domains',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A transport for everything also takes the mail of own domains',
  why: `The key \`*\` of a transport table holds for every address that no other key is found for, also in domains of \`mydestination\` and
\`virtual_mailbox_domains\`: their mail is sent away and not delivered here, and often comes back in a loop. To send only mail for other
domains to one host, use \`relayhost\` or \`default_transport\`; or give each own domain an entry, such as \`example.com local:\`.`,
  see: ['transport(5)', 'src/trivial-rewrite/transport.c', 'src/trivial-rewrite/resolve.c'],
  evidence: { kind: 'heuristic', because: 'all mail may be meant to go to another host that has the mailboxes' },
  messages: {
    own: (d: { domains: string; more: number }) =>
      `\`*\` holds for ${d.domains}${d.more > 0 ? ` and ${d.more} more` : ''} as well, so mail for ${d.domains.includes(',') ? 'them' : 'it'} is sent away: use \`relayhost\`, or write an entry for ${d.domains.includes(',') ? 'each' : 'it'}`,
  },
  scope: 'table',
  syntaxes: ['postmap'],
  uses: ['transport'],
  check({ project, table }, report) {
    if (table.roles.every(({ parameter }) => parameter !== 'transport_maps')) return undefined
    const open = new Set(
      ownDomains(project, ['mydestination', 'virtual_mailbox_domains']).flatMap(({ domain }) =>
        domain === 'localhost' || domain.startsWith('localhost.') ? [] : [domain],
      ),
    )
    if (open.size === 0) return undefined
    let star: EntryPart | undefined
    return {
      line(line) {
        if (line.type !== 'key-value') return
        const key = line.key.value.toLowerCase()
        if (key === '*') {
          // With neither transport nor next hop nothing is changed, and error(8) is no way to send it.
          if (!/^:?$|^(?:error|retry|discard|local|virtual)(?::|$)/.test(line.value.value)) star ??= line.key
        } else open.delete(key)
      },
      end() {
        if (star === undefined || open.size === 0) return
        const domains = [...open].slice(0, shown).map(domain => `\`${domain}\``)
        report({ at: star, say: ['own', { domains: domains.join(', '), more: open.size - domains.length }] })
      },
    }
  },
  examples: [
    {
      title: 'A relay for everything',
      'main.cf':
        'myhostname = mail.example.com\nmydestination = example.com, localhost\ntransport_maps = hash:/etc/postfix/transport\n',
      tables: { transport: '«*»  smtp:[relay.example.net]\n' },
    },
    {
      title: 'Own domains with an entry',
      clean: true,
      'main.cf':
        'myhostname = mail.example.com\nmydestination = example.com, localhost\ntransport_maps = hash:/etc/postfix/transport\n',
      tables: { transport: 'example.com  local:\n*  smtp:[relay.example.net]\n' },
    },
  ],
})
