import { allFixedTables, type ClassDomain, type ClassParameter, classDomains } from '../../config/class-domains.js'
import { isReadable } from '../../config/mail-path.js'
import type { Project } from '../../config/project.js'
import { defineRule } from '../define.js'

/** Where the addresses of a class are listed, beside `virtual_alias_maps`. */
const lists: { readonly [P in ClassParameter]?: string } = {
  virtual_alias_domains: 'virtual_alias_maps',
  virtual_mailbox_domains: 'virtual_mailbox_maps',
  relay_domains: 'relay_recipient_maps',
}

const mostFindings = 20

/** Domains with an address in any of the tables that smtpd(8) asks for recipients; undefined when not all are known. */
function knownDomains(project: Project, list: string): ReadonlySet<string> | undefined {
  const found = new Set<string>()
  for (const parameter of new Set([list, 'virtual_alias_maps'])) {
    const tables = allFixedTables(project, parameter)
    if (tables === undefined) return undefined
    for (const table of tables) {
      const next = table.reader()
      for (let line = next(); line !== undefined; line = next()) {
        if (line.type !== 'key-value') continue
        const key = line.key.value
        const at = key.lastIndexOf('@')
        if (at >= 0) found.add(key.slice(at + 1).toLowerCase())
      }
    }
  }
  return found
}

/** True when addresses can be known by other tables as well. */
function isMapped(project: Project): boolean {
  return ['canonical_maps', 'recipient_canonical_maps'].some(name => {
    const value = project.base.get(name)
    return value === undefined || !isReadable(value) || value.text !== ''
  })
}

export default defineRule({
  id: 'domain-without-addresses',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A domain that mail is taken for has no address at all',
  why: `For a domain in \`virtual_alias_domains\`, \`virtual_mailbox_domains\` or \`relay_domains\`, smtpd(8) takes only recipients that it
finds in \`virtual_alias_maps\`, or in \`virtual_mailbox_maps\` or \`relay_recipient_maps\`. A domain that none of them has an address
of is a domain whose mail is refused, every message of it: "User unknown in virtual alias table" and the like. Often the domain
is misspelled in one of the places, or the table was not copied.`,
  see: ['ADDRESS_CLASS_README', 'postconf(5) smtpd_reject_unlisted_recipient', 'src/smtpd/smtpd_check.c'],
  evidence: {
    kind: 'log',
    says: ['User unknown in virtual alias table', 'User unknown in virtual mailbox table'],
    by: 'smtpd',
  },
  messages: {
    empty: (d: { domain: string; list: string; parameter: string }) =>
      `\`${d.parameter}\` has \`${d.domain}\`, but \`${d.list}\` has no address of it: all mail for the domain is refused ("User unknown"). Add its addresses${d.list === 'virtual_alias_maps' ? '' : ', or aliases for them,'} or take the domain out`,
  },
  scope: 'project',
  check({ project }, report) {
    if (project.tables.length === 0 || isMapped(project)) return
    const unlisted = project.base.get('smtpd_reject_unlisted_recipient')
    if (unlisted === undefined || unlisted.text !== 'yes') return
    const classes = new Map<string, ClassDomain>()
    // The first class that has a domain is the one that counts.
    for (const found of classDomains(project)) if (!classes.has(found.domain)) classes.set(found.domain, found)
    for (const [parameter, list] of Object.entries(lists)) {
      const maps = project.base.get(list)
      // Without a list, every address is taken: other rules speak about that.
      if (maps === undefined || maps.text === '') continue
      const own = [...classes.values()].filter(found => found.parameter === parameter)
      const known = own.length === 0 ? undefined : knownDomains(project, list)
      if (known === undefined) continue
      const below = parameter === 'relay_domains' ? [...known] : []
      let said = 0
      for (const { domain, at } of own) {
        if (known.has(domain) || below.some(name => name.endsWith(`.${domain}`)) || ++said > mostFindings) continue
        report({ at, say: ['empty', { domain, list, parameter }] })
      }
    }
  },
  examples: [
    {
      title: 'A misspelled domain',
      'main.cf': `
        compatibility_level = 3.6
        virtual_alias_domains = «example.net»
        virtual_alias_maps = hash:/etc/postfix/virtual
      `,
      tables: { virtual: 'info@exmaple.net  anna@example.org\n' },
    },
    {
      title: 'A domain in the table itself',
      'main.cf': 'compatibility_level = 3.6\nvirtual_alias_maps = hash:/etc/postfix/virtual\n',
      tables: { virtual: '«example.net»  anything\nexample.com  anything\ninfo@example.com  anna@example.org\n' },
    },
    {
      title: 'A domain of mailboxes without any',
      'main.cf': `
        compatibility_level = 3.6
        virtual_mailbox_domains = example.com, «example.net»
        virtual_mailbox_maps = hash:/etc/postfix/mailboxes
        virtual_mailbox_base = /var/mail/vhosts
        virtual_uid_maps = static:5000
        virtual_gid_maps = static:5000
      `,
      tables: { mailboxes: 'info@example.com  info/\n' },
    },
    {
      title: 'Mailboxes, aliases and relayed recipients',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        virtual_mailbox_domains = example.com, sub.example.com
        virtual_mailbox_maps = hash:/etc/postfix/mailboxes
        virtual_mailbox_base = /var/mail/vhosts
        virtual_uid_maps = static:5000
        virtual_gid_maps = static:5000
        virtual_alias_maps = hash:/etc/postfix/virtual
        relay_domains = example.org
        relay_recipient_maps = hash:/etc/postfix/relayed
      `,
      tables: {
        mailboxes: 'info@example.com  info/\n',
        virtual: 'sales@sub.example.com  info@example.com\n',
        relayed: 'anna@sub.example.org  x\n',
      },
    },
  ],
})
