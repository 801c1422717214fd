import { type TableSpec, tablesOf } from '../../config/table-specs.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'alias-database-mismatch',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'An alias table that `newaliases` does not rebuild',
  why: `local(8) looks aliases up in \`alias_maps\`; newaliases(1) rebuilds the index files of \`alias_database\`. When an
indexed file is in the first and not in the second, in the same words, a change of its text has no effect until somebody
runs postalias(1) for it. That is right for files that another program keeps, such as a mailing list manager.`,
  see: ['aliases(5)', 'newaliases(1)', 'postconf(5) alias_database'],
  evidence: { kind: 'heuristic', because: 'files that another program keeps are meant to be left out' },
  messages: {
    type: (d: { table: string; other: string }) =>
      `\`newaliases\` rebuilds \`${d.other}\`, while aliases are looked up in \`${d.table}\`: changes of the file have no effect. Name the same type in \`alias_database\``,
    missing: (d: { table: string }) =>
      `\`${d.table}\` is not in \`alias_database\`: \`newaliases\` does not rebuild it, and changes have no effect until \`postalias ${d.table}\` is run`,
  },
  scope: 'setting',
  parameters: ['alias_maps'],
  check({ project, resolved, parameter, view }, report) {
    const database = view.get('alias_database')
    if (parameter === undefined || database === undefined || database.unknown) return
    if (resolved.unknown || resolved.expanded.problem || database.expanded.problem) return
    const compiled = (table: TableSpec) =>
      table.type !== undefined && project.catalog.tableType(table.type.value)?.compiled === true
    const rebuilt = tablesOf(database, 'map-list')
    for (const table of tablesOf(resolved, parameter.kind)) {
      if (!compiled(table) || rebuilt.some(({ value }) => value === table.value)) continue
      const other = rebuilt.find(each => each.name.value === table.name.value && each.type !== undefined)
      // A name without a type gets default_database_type.
      if (rebuilt.some(each => each.type === undefined && each.value === table.name.value)) continue
      if (other === undefined) report({ at: table, say: ['missing', { table: table.value }], severity: 'info' })
      else
        report({
          at: table,
          say: ['type', { table: table.value, other: other.value }],
          related: [{ at: other, message: 'rebuilt' }],
        })
    }
  },
  examples: [
    {
      title: 'Another type',
      'main.cf': `
        compatibility_level = 3.6
        alias_maps = «cdb:/etc/aliases»
        alias_database = lmdb:/etc/aliases
      `,
    },
    {
      title: "A file of one's own",
      'main.cf': `
        compatibility_level = 3.6
        alias_maps = lmdb:/etc/aliases, «lmdb:/etc/postfix/aliases.team»
        alias_database = lmdb:/etc/aliases
      `,
    },
    {
      title: 'The same in both',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        alias_maps = lmdb:/etc/aliases
        alias_database = lmdb:/etc/aliases
      `,
    },
  ],
})
