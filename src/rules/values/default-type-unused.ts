import { wholeValue } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { tablesOf, withInner } from '../../config/table-specs.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'default-type-unused',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  fix: 'none',
  summary: '`postmap` without a type makes an index that the configuration does not use',
  why: `\`postmap /etc/postfix/virtual\` and newaliases(1) without a type make an index of \`default_database_type\`. When the tables in
main.cf have another type, that index is never read, and the one that is read grows old: changes seem to have no effect.`,
  see: ['postconf(5) default_database_type', 'postmap(1)', 'DATABASE_README'],
  evidence: { kind: 'heuristic', because: 'it is right when every command names the type' },
  messages: {
    unused: (d: { value: string; other: string }) =>
      `\`postmap\` without a type makes \`${d.value}:\` tables, and here they are \`${d.other}:\`: its index is never read. Use one type for all`,
  },
  scope: 'setting',
  kinds: ['map-type'],
  check({ project, setting, resolved, view, service }, report) {
    if (setting.name !== 'default_database_type' || service !== undefined || !isReadable(resolved)) return
    if (view.get(setting.name)?.setting !== setting) return
    const used = new Set<string>()
    for (const { name } of project.settings) {
      const parameter = project.catalog.parameter(name)
      const value = parameter && project.base.get(name)
      if (parameter === undefined || value === undefined || !isReadable(value)) continue
      if (parameter.kind !== 'map-list' && parameter.kind !== 'match-list-domain') continue
      for (const table of tablesOf(value, parameter.kind)) {
        for (const each of withInner(table)) {
          if (each.type && project.catalog.tableType(each.type.value)?.compiled) used.add(each.type.value)
        }
      }
    }
    const [other] = used
    if (other === undefined || used.has(resolved.text)) return
    report({ at: wholeValue(resolved), say: ['unused', { value: resolved.text, other }] })
  },
  examples: [
    {
      title: 'Two types',
      'main.cf': `
        compatibility_level = 3.6
        default_database_type = «lmdb»
        virtual_alias_maps = cdb:/etc/postfix/virtual
      `,
    },
    {
      title: 'By the default',
      clean: true,
      'main.cf': `
        compatibility_level = 3.11
        default_database_type = lmdb
        sender_bcc_maps = texthash:/etc/postfix/bcc
      `,
    },
  ],
})
