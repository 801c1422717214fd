import type { Effective } from '../../config/effective.js'
import { knownItems, type ListItem, originOf } from '../../config/elements.js'
import { defineRule } from '../define.js'

/** Classes in the order in which trivial-rewrite(8) asks them; the first that has the domain gets its mail. */
const classes = ['mydestination', 'virtual_alias_domains', 'virtual_mailbox_domains', 'relay_domains'] as const

interface Listed {
  readonly parameter: string
  readonly item: ListItem
}

/** Names that stand in a list themselves: no tables, files, patterns or negations. */
function namesIn(view: Effective, parameter: string): readonly Listed[] {
  const value = view.get(parameter)
  if (value === undefined || value.expanded.problem) return []
  // Its default of old is $mydestination: nobody wrote that.
  if (parameter === 'relay_domains' && value.from === 'default') return []
  const items = knownItems(value).filter(({ value: name }) => /^[^:/!*.\s][^:/!\s]*$/.test(name))
  return items.map(item => ({ parameter, item }))
}

/** Only here is it certain that mail goes elsewhere than to the mailboxes; aliases are looked up for all mail. */
function mailboxesAreLost(view: Effective, winner: string, loser: string): boolean {
  if (winner !== 'mydestination' || loser !== 'virtual_mailbox_domains') return false
  if (view.get('local_transport')?.from !== 'default') return false
  return ['mailbox_transport', 'mailbox_transport_maps', 'fallback_transport', 'fallback_transport_maps'].every(
    name => (view.get(name)?.text ?? '') === '',
  )
}

export default defineRule({
  id: 'domain-in-two-classes',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A domain is in two address classes',
  why: `Each domain belongs to one class: local (\`mydestination\`), virtual alias, virtual mailbox or relay. Postfix asks the
lists in this order and takes the first that has the domain, so the other entry does nothing. With a virtual mailbox domain
that is also in \`mydestination\`, mail for people without a system account is refused as "User unknown in local recipient
table". Postfix logs a warning for each such message.`,
  see: ['ADDRESS_CLASS_README', 'VIRTUAL_README', 'src/trivial-rewrite/resolve.c'],
  evidence: { kind: 'log', says: ['do not list domain'], by: 'trivial-rewrite' },
  messages: {
    twice: (d: { domain: string; winner: string; loser: string; via: string | undefined }) =>
      `\`${d.domain}\` is also in \`${d.winner}\`${d.via ? ` (as \`$${d.via}\`)` : ''}, which Postfix asks first: its mail is handled there, and \`${d.loser}\` does not count. List the domain in one of them only`,
  },
  scope: 'project',
  check({ project }, report) {
    const first = new Map<string, Listed>()
    for (const parameter of classes) {
      for (const listed of namesIn(project.base, parameter)) {
        const { item } = listed
        const domain = item.value.toLowerCase()
        const before = first.get(domain)
        if (before === undefined) {
          first.set(domain, listed)
          continue
        }
        if (before.parameter === parameter) continue
        // Postfix itself says nothing of these two: mydestination simply wins.
        if (before.parameter === 'mydestination' && parameter === 'relay_domains') continue
        const at = originOf(item) ? item : before.item
        const via = originOf(before.item)?.via?.name ?? (originOf(before.item) ? undefined : 'myhostname')
        report({
          at,
          say: ['twice', { domain: item.value, winner: before.parameter, loser: parameter, via }],
          related: [{ at: at === item ? before.item : item, message: 'listed here as well' }],
          ...(!mailboxesAreLost(project.base, before.parameter, parameter) && { severity: 'warning' }),
        })
      }
    }
  },
  examples: [
    {
      title: 'The host name is the mail domain',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = example.com
        mydestination = $myhostname, localhost
        virtual_mailbox_domains = «example.com»
        virtual_mailbox_maps = inline:{ { info@example.com = info/ } }
      `,
    },
    {
      title: 'Aliases and mailboxes for one domain',
      prove: false,
      'main.cf': `
        virtual_alias_domains = example.net
        virtual_mailbox_domains = example.com, «example.net»
        virtual_mailbox_maps = inline:{ { info@example.com = info/ } }
      `,
    },
    {
      title: 'Each domain once',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        mydestination = $myhostname, localhost
        virtual_mailbox_domains = example.com
        virtual_mailbox_maps = inline:{ { info@example.com = info/ } }
        virtual_mailbox_base = /var/mail/vhosts
        virtual_uid_maps = static:5000
        virtual_gid_maps = static:5000
      `,
    },
  ],
})
