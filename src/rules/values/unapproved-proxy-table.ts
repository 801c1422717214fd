import { knownItems, listItems } from '../../config/elements.js'
import { viewsOf } from '../../config/measures.js'
import type { Project } from '../../config/project.js'
import { readersOf } from '../../config/readers.js'
import { readTable, type TableSpec, withInner } from '../../config/table-specs.js'
import { defineRule } from '../define.js'

/** Tables that daemons write to go through the other service. */
const caches: ReadonlySet<string> = new Set([
  'address_verify_map',
  'postscreen_cache_map',
  'smtp_sasl_auth_cache_name',
  'lmtp_sasl_auth_cache_name',
])

/** Services that answer for `proxy:` tables, and the list of what each may open. */
const readList = 'proxy_read_maps'
const writeList = 'proxy_write_maps'

export default defineRule({
  id: 'unapproved-proxy-table',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A `proxy:` table that the proxymap service will not open',
  why: `proxymap(8) opens a table for other programs only if it is in \`proxy_read_maps\` (for a cache, \`proxy_write_maps\`),
written in the same way, with \`proxy:\` before it. The default of that list names most parameters that hold tables, as they
are in main.cf; it does not know what a \`-o\` in master.cf sets, nor parameters of your own. A table that is not in the list
is refused: each lookup in it fails, and mail is deferred or answered with a temporary error.`,
  see: ['proxymap(8)', 'postconf(5) proxy_read_maps', 'src/proxymap/proxymap.c'],
  evidence: {
    kind: 'log',
    says: ['request for unapproved table', 'service is not configured for table'],
    by: 'proxymap',
  },
  messages: {
    unapproved: (d: { table: string; list: string }) =>
      `proxymap refuses \`${d.table}\`, because it is not in \`${d.list}\`: each lookup fails. Add it to that list, or leave out \`proxy:\``,
  },
  scope: 'setting',
  kinds: ['map', 'map-list', 'match-list-address', 'match-list-domain', 'match-list-string', 'restriction-list'],
  check({ project, setting, resolved, parameter, service }, report) {
    if (parameter === undefined || resolved.expanded.problem || !resolved.text.includes('proxy:')) return
    if (project.catalog.tableRestriction(setting.name)?.proxyBypassed) return
    if (readersOf({ project, setting, parameter, service }).known === 'nobody') return
    const list = caches.has(setting.name) ? writeList : readList
    const approved = approvedTables(project, list)
    if (approved === undefined) return
    for (const item of knownItems(resolved)) {
      for (const table of withInner(readTable(item))) {
        if (table.type?.value !== 'proxy' || approved.has(withoutProxy(table))) continue
        report({ at: table, say: ['unapproved', { table: table.value, list }] })
      }
    }
  },
  examples: [
    {
      title: 'A table of one service alone',
      'main.cf': `
        compatibility_level = 3.6
      `,
      'master.cf': `
        smtp      inet  n  -  y  -  -  smtpd
          -o local_recipient_maps=«proxy:texthash:/etc/postfix/recipients»
        proxymap  unix  -  -  n  -  -  proxymap
        rewrite   unix  -  -  y  -  -  trivial-rewrite
        anvil     unix  -  -  y  -  1  anvil
        cleanup   unix  n  -  y  -  0  cleanup
      `,
      // smtpd(8) asks for it only when it gets a recipient.
      prove: false,
    },
    {
      title: 'A table that the default of the list knows',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        virtual_alias_maps = proxy:texthash:/etc/postfix/virtual
      `,
    },
  ],
})

/** What a list lets through, without `proxy:`; undefined when that cannot be told. */
function approvedTables(project: Project, list: string): ReadonlySet<string> | undefined {
  const approved = new Set<string>()
  const views = viewsOf(project, ['proxymap'])
  if (views.length === 0) return undefined
  for (const { config } of views) {
    const resolved = config.get(list)
    if (resolved === undefined || resolved.expanded.problem) return undefined
    for (const item of listItems(resolved)) {
      // A file or a group of its own form: what it lets through is not seen here.
      if (item.value.startsWith('/') || item.group !== undefined) return undefined
      for (const table of withInner(readTable(item)))
        if (table.type?.value === 'proxy') approved.add(withoutProxy(table))
    }
  }
  return approved
}

function withoutProxy(table: TableSpec): string {
  return table.value.replace(/^(?:proxy:)+/, '')
}
