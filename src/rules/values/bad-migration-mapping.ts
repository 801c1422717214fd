import { groupItems, partOfItem } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { splitMilterAttribute } from '../../config/milter-attributes.js'
import { tablesOf } from '../../config/table-specs.js'
import { defineRule } from '../define.js'

const legacy: ReadonlySet<string> = new Set(['hash', 'btree'])

export default defineRule({
  id: 'bad-migration-mapping',
  severity: 'warning',
  since: '0.1.0',
  postfix: { from: '3.11' },
  fix: 'none',
  summary: 'What is to take the place of Berkeley DB tables cannot do so',
  why: `\`non_bdb_custom_mapping\` says which table types stand for \`hash:\` and \`btree:\` on a system without Berkeley DB. The table that holds
it cannot be of those types itself, and the types it names need index files that postmap(1) can make, as \`lmdb:\` and \`cdb:\`
have.`,
  see: ['NON_BERKELEYDB_README', 'postconf(5) non_bdb_custom_mapping', 'src/global/nbdb_util.c'],
  evidence: { kind: 'source', because: 'the mapping came with Postfix 3.11, the proof runs 3.7' },
  messages: {
    itself: (d: { type: string }) =>
      `The mapping for \`${d.type}:\` tables stands in a \`${d.type}:\` table, which cannot be read: write it as \`inline:{ hash=lmdb, btree=lmdb }\``,
    type: (d: { type: string }) =>
      `\`${d.type}:\` cannot take the place of Berkeley DB: \`postmap\` makes no index file of that type. Use \`lmdb\` or \`cdb\``,
    key: (d: { key: string }) => `Only \`hash\` and \`btree\` are mapped, \`${d.key}\` is never asked for`,
  },
  scope: 'setting',
  parameters: ['non_bdb_custom_mapping'],
  check({ project, resolved, parameter }, report) {
    if (parameter === undefined || !isReadable(resolved) || resolved.text === '') return
    for (const table of tablesOf(resolved, parameter.kind)) {
      const type = table.type?.value
      if (table.type !== undefined && type !== undefined && legacy.has(type))
        report({ at: table.type, say: ['itself', { type }] })
      if (type !== 'inline' || table.group === undefined) continue
      for (const item of groupItems(table.text, table.group)) {
        const split = splitMilterAttribute(item)
        if (split === undefined) continue
        const key = split.name.value
        const to = split.value.value
        const target = project.catalog.tableType(to)
        if (!legacy.has(key)) report({ at: split.name, say: ['key', { key }], severity: 'info' })
        if (legacy.has(to) || (target !== undefined && (!target.compiled || target.indexSuffixes.length === 0)))
          report({ at: partOfItem(split.value, 0, to.length), say: ['type', { type: to }] })
      }
    }
  },
  examples: [
    {
      title: 'Types without an index file',
      prove: false,
      'main.cf': `
        compatibility_level = 3.11
        non_bdb_custom_mapping = inline:{ hash=«texthash», btree=«pcre» }
      `,
    },
    {
      title: 'In a table of the very type',
      prove: false,
      'main.cf': `
        compatibility_level = 3.11
        non_bdb_custom_mapping = «hash»:/etc/postfix/mapping
      `,
    },
    {
      title: 'LMDB for both',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.11
        non_bdb_custom_mapping = inline:{ hash=lmdb, btree=lmdb }
      `,
    },
  ],
})
