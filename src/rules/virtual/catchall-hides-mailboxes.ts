import { addressesOf } from '../../config/table-values.js'
import type { Table } from '../../config/tables.js'
import type { EntryPart } from '../../syntax/tables/nodes.js'
import { defineRule } from '../define.js'

/** Larger tables are made by programs, and would take memory for each address. */
const mostAddresses = 100_000

/** The addresses of some domains that a table has as keys; undefined when there are too many. */
function addressesIn(table: Table, domains: ReadonlyMap<string, unknown>): ReadonlySet<string> | undefined {
  const found = new Set<string>()
  const next = table.reader()
  for (let line = next(); line !== undefined; line = next()) {
    if (line.type !== 'key-value') continue
    const key = line.key.value.toLowerCase()
    const at = key.lastIndexOf('@')
    if (at <= 0 || !domains.has(key.slice(at + 1))) continue
    if (found.size >= mostAddresses) return undefined
    found.add(key)
  }
  return found
}

export default defineRule({
  id: 'catchall-hides-mailboxes',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A virtual alias for a whole domain takes the mail of its mailboxes',
  why: `Virtual aliases come before mailboxes: with \`@example.com anna@example.com\` in \`virtual_alias_maps\` mail for every address of the domain goes to anna, also
when \`virtual_mailbox_maps\` has a mailbox for it. An entry that leads to itself, \`bert@example.com bert@example.com\`, keeps the mail of that
mailbox where it belongs.`,
  see: ['VIRTUAL_README', 'virtual(5)', 'src/cleanup/cleanup_map1n.c'],
  evidence: {
    kind: 'heuristic',
    because: 'old mailboxes may be left there on purpose, with their mail going elsewhere',
  },
  messages: {
    hidden: (d: { key: string; first: string; more: number }) =>
      `\`${d.key}\` also takes the mail of \`${d.first}\`${d.more > 0 ? ` and ${d.more} more mailboxes` : ''}: write \`${d.first} ${d.first}\` beside it to keep it in its mailbox`,
  },
  scope: 'table',
  syntaxes: ['postmap'],
  uses: ['virtual-alias'],
  check({ project, table }, report) {
    if (!table.roles.some(({ parameter }) => parameter === 'virtual_alias_maps')) return undefined
    const maps = project.base.get('virtual_alias_maps')
    // Another table may have the aliases that keep mail in its mailbox.
    if (maps === undefined || maps.items().length !== 1) return undefined
    const mailboxes = project.tables.filter(
      ({ uses, syntax }) => syntax === 'postmap' && uses.some(({ name }) => name === 'virtual-mailbox'),
    )
    if (mailboxes.length === 0 || mailboxes.includes(table)) return undefined
    const all = new Map<string, EntryPart>()
    return {
      line(line) {
        if (line.type !== 'key-value' || !line.key.value.startsWith('@')) return
        const domain = line.key.value.slice(1).toLowerCase()
        const targets = addressesOf(line.value).map(({ address }) => address.toLowerCase())
        // `@example.com @example.com` changes nothing, and `@example.com @example.org` leads to mailboxes of the same names.
        if (targets.some(target => target.startsWith('@'))) return
        if (!all.has(domain)) all.set(domain, line.key)
      },
      end() {
        if (all.size === 0) return
        const aliases = addressesIn(table, all)
        if (aliases === undefined) return
        const hidden = new Map<string, string[]>()
        for (const each of mailboxes) {
          for (const address of addressesIn(each, all) ?? []) {
            if (aliases.has(address)) continue
            const domain = address.slice(address.lastIndexOf('@') + 1)
            const known = hidden.get(domain)
            if (known === undefined) hidden.set(domain, [address])
            else known.push(address)
          }
        }
        for (const [domain, addresses] of hidden) {
          const key = all.get(domain)
          const [first = ''] = addresses
          if (key !== undefined)
            report({ at: key, say: ['hidden', { key: key.value, first, more: addresses.length - 1 }] })
        }
      },
    }
  },
  examples: [
    {
      title: 'A catch-all beside mailboxes',
      'main.cf': `
        compatibility_level = 3.6
        virtual_mailbox_domains = example.com
        virtual_mailbox_maps = hash:/etc/postfix/mailboxes
        virtual_alias_maps = hash:/etc/postfix/virtual
      `,
      tables: {
        mailboxes: 'anna@example.com  anna/\nbert@example.com  bert/\n',
        virtual: 'anna@example.com  anna@example.com\n«@example.com»  anna@example.com\n',
      },
    },
    {
      title: 'Each mailbox leads to itself',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        virtual_mailbox_domains = example.com
        virtual_mailbox_base = /srv/mail
        virtual_mailbox_maps = hash:/etc/postfix/mailboxes
        virtual_alias_maps = hash:/etc/postfix/virtual
        virtual_uid_maps = static:5000
        virtual_gid_maps = static:5000
      `,
      tables: {
        mailboxes: 'anna@example.com  anna/\nbert@example.com  bert/\n',
        virtual:
          'anna@example.com  anna@example.com\nbert@example.com  bert@example.com\n@example.com  anna@example.com\n',
      },
    },
  ],
})
