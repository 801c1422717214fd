import type { ValuePlace } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { matchPatterns } from '../../config/match-patterns.js'
import type { Project } from '../../config/project.js'
import { shapeOf } from '../../config/table-keys.js'
import type { Table } from '../../config/tables.js'
import { defineRule } from '../define.js'

const classes = ['mydestination', 'relay_domains', 'virtual_alias_domains', 'virtual_mailbox_domains'] as const

/** More domains in one table are not all of interest. */
const mostDomains = 10_000
const mostFindings = 5

/**
 * The domains that the lists take mail for, if all that they hold is known: names, and this very table. Undefined when
 * another table or file would have to be read.
 */
function declaredDomains(project: Project, table: Table): ReadonlySet<string> | undefined {
  const found = new Set<string>(['localhost'])
  for (const name of [...classes, 'myorigin', 'myhostname', 'mydomain']) {
    const value = project.base.get(name)
    if (value === undefined || !isReadable(value)) return undefined
    for (const pattern of matchPatterns(value)) {
      const isOwn = pattern.form === 'table' && pattern.value.endsWith(`:${table.path}`)
      if (pattern.negations > 0 || (pattern.form !== 'pattern' && !isOwn)) return undefined
      if (pattern.form === 'pattern') found.add(pattern.value.toLowerCase())
    }
  }
  return found
}

export default defineRule({
  id: 'virtual-domain-not-declared',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A table of virtual addresses has a domain that Postfix takes no mail for',
  why: `A virtual alias for \`info@example.com\` does not make Postfix take mail for \`example.com\`. For that the domain has to be
in \`virtual_alias_domains\` (or \`mydestination\`, \`relay_domains\`, \`virtual_mailbox_domains\`), or stand alone as a key in the
table: \`example.com anything\`, because \`virtual_alias_domains\` is \`$virtual_alias_maps\` by default. The same is true of mailboxes and \`virtual_mailbox_domains\`. Otherwise mail from
outside is refused with "Relay access denied", and the alias only changes mail that is sent from here.`,
  see: ['VIRTUAL_README', 'virtual(5)', 'postconf(5) virtual_alias_domains'],
  evidence: {
    kind: 'heuristic',
    because: 'an alias can be meant for mail that goes out from here to a domain of somebody else',
  },
  messages: {
    domain: (d: { domain: string; inTable: boolean; list: string }) =>
      `no list has \`${d.domain}\`, so mail from outside for it is refused: ${d.inTable ? `add the line \`${d.domain} anything\`, or put it into` : 'put it into'} \`${d.list}\``,
  },
  scope: 'table',
  syntaxes: ['postmap'],
  uses: ['virtual-alias', 'virtual-mailbox'],
  check({ project, table, uses }, report) {
    const list = uses.some(({ name }) => name === 'virtual-mailbox')
      ? 'virtual_mailbox_domains'
      : 'virtual_alias_domains'
    if (table.path === undefined || !project.hasMain) return undefined
    const declared = declaredDomains(project, table)
    if (declared === undefined) return undefined
    const inTable = table.roles.some(({ parameter }) => parameter === list)
    const bare = new Set<string>()
    const used = new Map<string, ValuePlace>()
    return {
      line(line) {
        if (line.type !== 'key-value' || used.size > mostDomains) return
        const key = line.key.value.toLowerCase()
        const shape = shapeOf(key)
        if (shape === 'domain' && inTable) bare.add(key)
        if (shape !== 'address' && shape !== 'at-domain') return
        const domain = key.slice(key.lastIndexOf('@') + 1)
        if (!used.has(domain) && !domain.startsWith('[')) used.set(domain, line.key)
      },
      end() {
        if (used.size > mostDomains) return
        const missing = [...used].filter(
          ([domain]) => !declared.has(domain) && !bare.has(domain) && !isBelow(domain, declared),
        )
        for (const [domain, at] of missing.slice(0, mostFindings))
          report({ at, say: ['domain', { domain, inTable, list }] })
      },
    }
  },
  examples: [
    {
      title: 'Aliases of a domain that is nowhere else',
      'main.cf': `
        myhostname = mail.example.net
        mydestination = $myhostname, localhost
        virtual_alias_maps = hash:/etc/postfix/virtual
      `,
      tables: { virtual: '«info@example.com»  anna@example.org\nsales@example.com  anna@example.org\n' },
    },
    {
      title: 'Mailboxes of a domain that is nowhere',
      'main.cf': `
        myhostname = mail.example.net
        mydestination = $myhostname, localhost
        virtual_mailbox_maps = hash:/etc/postfix/mailboxes
      `,
      tables: { mailboxes: '«anna@example.com»  anna/\nbert@example.com  bert/\n' },
    },
    {
      title: 'A domain of its own, one in the list, and the own name',
      clean: true,
      'main.cf': `
        myhostname = mail.example.net
        mydestination = $myhostname, localhost
        virtual_alias_domains = example.org, $virtual_alias_maps
        virtual_alias_maps = hash:/etc/postfix/virtual
      `,
      tables: {
        virtual:
          'example.com  anything\ninfo@example.com  anna@mail.example.net\n@example.org  bert@mail.example.net\nroot@mail.example.net  anna\n',
      },
    },
  ],
})

/** `relay_domains` and its like stand for the domains below as well. */
function isBelow(domain: string, declared: ReadonlySet<string>): boolean {
  for (let dot = domain.indexOf('.'); dot >= 0; dot = domain.indexOf('.', dot + 1)) {
    if (declared.has(domain.slice(dot + 1)) || declared.has(domain.slice(dot))) return true
  }
  return false
}
