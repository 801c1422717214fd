import { type ClassDomain, classDomains } from '../../config/class-domains.js'
import type { Effective } from '../../config/effective.js'
import { originOf } from '../../config/elements.js'
import { defineRule } from '../define.js'

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
    const first = new Map<string, ClassDomain>()
    for (const found of classDomains(project)) {
      const { domain, parameter } = found
      const before = first.get(domain)
      if (before === undefined) {
        first.set(domain, found)
        continue
      }
      if (before.parameter === parameter) continue
      // Postfix itself says nothing of these two: mydestination simply wins.
      if (before.parameter === 'mydestination' && parameter === 'relay_domains') continue
      const at = originOf(found.at) ? found.at : before.at
      const via = originOf(before.at)?.via?.name ?? (originOf(before.at) ? undefined : 'myhostname')
      report({
        at,
        say: ['twice', { domain, winner: before.parameter, loser: parameter, via }],
        related: [{ at: at === found.at ? before.at : found.at, message: 'listed here as well' }],
        ...(!mailboxesAreLost(project.base, before.parameter, parameter) && { severity: 'warning' }),
      })
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
      title: 'A domain of mailboxes that a table of aliases has as well',
      'main.cf': `
        compatibility_level = 3.6
        mydestination = localhost
        virtual_mailbox_domains = «example.net»
        virtual_mailbox_maps = inline:{ { info@example.net = info/ } }
        virtual_alias_maps = hash:/etc/postfix/virtual
      `,
      tables: { virtual: 'example.net  anything\ninfo@example.net  anna@example.org\n' },
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
