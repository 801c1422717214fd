import type { Project } from '../../config/project.js'
import { openedKinds, tablesOf, withInner } from '../../config/table-specs.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'missing-table-settings',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A database table is named by a word, and main.cf has no settings for it',
  why: `\`mysql:/etc/postfix/aliases.cf\` reads how to ask the database from that file. A name that begins with neither \`/\` nor
\`.\` is the old form: then the settings are looked for in main.cf, as \`aliases_hosts\`, \`aliases_dbname\` and so on. With none of
them there the table cannot be opened: programs stop with a fatal error, or put the mail off.`,
  see: ['mysql_table(5)', 'ldap_table(5)', 'src/global/cfg_parser.c'],
  evidence: { kind: 'source', because: 'cfg_parser_alloc() takes a name without a path for a prefix in main.cf' },
  messages: {
    missing: (d: { type: string; name: string }) =>
      `\`${d.name}\` is no path, so its settings are looked for in main.cf as \`${d.name}_...\`, and there are none: name the file, as in \`${d.type}:/etc/postfix/${d.name}\``,
  },
  scope: 'setting',
  kinds: openedKinds,
  check({ project, resolved, parameter }, report) {
    if (parameter === undefined || resolved.expanded.problem || !project.hasMain) return
    for (const table of tablesOf(resolved, parameter.kind)) {
      for (const each of withInner(table)) {
        const type = each.type?.value
        if (type === undefined || !project.catalog.tableType(type)?.legacyMainCfPrefix) continue
        const name = each.name.value
        if (name === '' || /^[./{]/.test(name) || name.includes('$') || hasSettings(project, name)) continue
        report({ at: each.name, say: ['missing', { type, name }] })
      }
    }
  },
  examples: [
    {
      title: 'Half a path',
      'main.cf': `
        compatibility_level = 3.6
        virtual_alias_maps = ldap:«ldap/aliases.cf»
      `,
    },
    {
      title: 'A whole one',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        virtual_alias_maps = ldap:/etc/postfix/aliases.cf
      `,
    },
  ],
})

function hasSettings({ base }: Project, prefix: string): boolean {
  for (const name of base.own.keys()) if (name.startsWith(`${prefix}_`)) return true
  return false
}
