import { tablesOf } from '../../config/table-specs.js'
import { defineRule } from '../define.js'

const databases: ReadonlySet<string> = new Set(['mysql', 'pgsql'])
/** Tables that Postfix opens itself for safety's sake, proxy or not. */
const ownTables: ReadonlySet<string> = new Set([
  'virtual_uid_maps',
  'virtual_gid_maps',
  'mailbox_command_maps',
  'smtp_sasl_password_maps',
])

export default defineRule({
  id: 'unproxied-sql-table',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  fix: 'none',
  summary: 'Each Postfix process has a connection of its own to the database',
  why: `Without \`proxy:\` each smtpd(8), cleanup(8) and trivial-rewrite(8) process connects to the database server for itself, for each
table: a hundred processes and five tables make five hundred connections. With \`proxy:\` the processes of proxymap(8) share a few.`,
  see: ['MYSQL_README', 'PGSQL_README', 'proxymap(8)'],
  evidence: { kind: 'heuristic', because: 'on a small server direct connections do' },
  messages: {
    direct: (d: { value: string }) =>
      `Each process connects to the database for itself: \`proxy:${d.value}\` shares a few connections, once \`proxy_read_maps\` has it`,
  },
  scope: 'setting',
  kinds: ['map-list', 'match-list-domain'],
  check({ setting, resolved, parameter }, report) {
    if (parameter === undefined || resolved.expanded.problem || ownTables.has(setting.name)) return
    for (const table of tablesOf(resolved, parameter.kind)) {
      if (table.type && databases.has(table.type.value)) report({ at: table, say: ['direct', { value: table.value }] })
    }
  },
  examples: [
    {
      title: 'Aliases from a database',
      'main.cf': `
        compatibility_level = 3.6
        virtual_alias_maps = «mysql:/etc/postfix/aliases.cf»
      `,
    },
    {
      title: 'By way of proxymap',
      clean: true,
      'main.cf': `
        compatibility_level = 3.11
        sender_bcc_maps = proxy:texthash:/etc/postfix/bcc
      `,
    },
  ],
})
