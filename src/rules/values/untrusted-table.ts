import { usesAgent } from '../../config/delivery-use.js'
import { tablesOf, withInner } from '../../config/table-specs.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'untrusted-table',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A table from the network where Postfix asks for one that it can trust',
  why: `Some tables decide which file mail is written to, which command is run for it and as which user. Postfix does not
take them from a server that it cannot authenticate: with \`tcp\`, \`socketmap\` and \`memcache\` these tables are not opened,
each lookup in them fails, and mail stays in the queue.`,
  see: ['tcp_table(5)', 'socketmap_table(5)', 'memcache_table(5)', 'src/util/dict_tcp.c', 'src/util/dict_sockmap.c'],
  evidence: {
    kind: 'log',
    says: ['map is not allowed for security sensitive data', 'map is not allowed for security-sensitive data'],
    by: 'local',
  },
  messages: {
    untrusted: (d: { name: string; type: string }) =>
      `Postfix does not take \`${d.name}\` from a \`${d.type}\` table, which cannot be authenticated: each lookup fails, and the mail stays in the queue. Use a table of this host`,
  },
  scope: 'setting',
  kinds: ['map', 'map-list'],
  check({ project, setting, resolved, parameter }, report) {
    if (parameter === undefined || resolved.expanded.problem) return
    const { catalog } = project
    if (catalog.tableRestriction(setting.name)?.noUnauthenticated !== true) return
    for (const table of tablesOf(resolved, parameter.kind)) {
      for (const { type } of withInner(table)) {
        const info = type && catalog.tableType(type.value)
        if (type === undefined || info?.forbiddenForSecuritySensitive !== true) continue
        // Other programs read these tables, too, and take them from anywhere: what counts is who delivers by them.
        const use = usesAgent(project, parameter.readBy.includes('virtual') ? 'virtual' : 'local')
        if (use === 'none') return
        report({
          at: type,
          say: ['untrusted', { name: setting.name, type: info.name }],
          ...(use === 'possible' && { severity: 'warning' }),
        })
      }
    }
  },
  examples: [
    {
      title: 'Aliases over the network',
      'main.cf': `
        compatibility_level = 3.6
        alias_maps = «tcp»:127.0.0.1:10027
      `,
    },
    {
      title: 'Aliases from a file',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        alias_maps = texthash:/etc/postfix/aliases
        alias_database =
      `,
    },
  ],
})
