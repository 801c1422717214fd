import { ownDomains } from '../../config/own-domains.js'
import { shapeOf } from '../../config/table-keys.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'alias-domain-in-two-classes',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A virtual alias table makes a domain a virtual one that another list has as well',
  why: `\`virtual_alias_domains\` is \`$virtual_alias_maps\` by default, so a line \`example.com anything\` in that table makes \`example.com\` a virtual alias
domain. When \`mydestination\`, \`virtual_mailbox_domains\` or \`relay_domains\` has it as well, Postfix warns with every message, and one of the
two does not count: an address without an alias is refused though there is a user or a mailbox. Remove the line; aliases work for such a domain without it.`,
  see: ['VIRTUAL_README', 'ADDRESS_CLASS_README', 'src/trivial-rewrite/resolve.c'],
  evidence: { kind: 'log', says: ['do not list domain'], by: 'trivial-rewrite' },
  messages: {
    both: (d: { domain: string; list: string }) =>
      `this line makes \`${d.domain}\` a virtual alias domain, and \`${d.list}\` has it as well: remove it from one of the two`,
  },
  scope: 'table',
  syntaxes: ['postmap'],
  uses: ['virtual-alias', 'domain-list'],
  check({ project, table }, report) {
    if (!table.roles.some(({ parameter }) => parameter === 'virtual_alias_domains')) return undefined
    const own = new Map(
      ownDomains(project, ['relay_domains', 'virtual_mailbox_domains', 'mydestination']).map(each => [
        each.domain,
        each,
      ]),
    )
    if (own.size === 0) return undefined
    return {
      line(line) {
        if (line.type !== 'key-value') return
        const domain = line.key.value.toLowerCase()
        const other = own.get(domain)
        if (other === undefined || (shapeOf(domain) !== 'domain' && shapeOf(domain) !== 'word')) return
        // A name without a dot is a user as well, and mostly meant as one.
        if (!domain.includes('.') && domain !== 'localhost') return
        const { list } = other
        report({
          at: line.key,
          say: ['both', { domain, list }],
          related: [{ at: other.item, message: 'here as well' }],
        })
      },
    }
  },
  examples: [
    {
      title: 'The own domain as a virtual one',
      'main.cf':
        'compatibility_level = 3.6\nmydestination = localhost, example.com\nvirtual_alias_maps = hash:/etc/postfix/virtual\n',
      tables: { virtual: '«localhost»  anything\ninfo@example.com  root\n' },
    },
    {
      title: 'Aliases for the own domain',
      clean: true,
      'main.cf':
        'compatibility_level = 3.6\nmydestination = localhost, example.com\nvirtual_alias_maps = hash:/etc/postfix/virtual\n',
      tables: { virtual: 'info@example.com  root\n' },
    },
  ],
})
