import { describeMeasure, measurePlace, numberOf } from '../../config/measures.js'
import { defineRule } from '../define.js'

/** A table of a few thousand entries. */
const small = 1_048_576

export default defineRule({
  id: 'small-lmdb-map',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  summary: 'LMDB tables may hardly grow',
  why: `\`lmdb_map_size\` is how large an LMDB table can be at first. postmap(1) and caches double it when they run out, after having
begun anew; a program that only reads cannot, and logs \`MDB_MAP_FULL\` or fails. The default is 16 MiB, and costs nothing as long as
the table is small.`,
  see: ['lmdb_table(5)', 'postconf(5) lmdb_map_size'],
  evidence: { kind: 'heuristic', because: 'how large the tables are is not in the configuration' },
  messages: {
    small: (d: { value: string }) =>
      `An LMDB table larger than ${d.value} bytes does not fit: remove the line, the default of 16 MiB takes no room that is not used`,
  },
  scope: 'setting',
  parameters: ['lmdb_map_size'],
  check({ setting, view }, report) {
    const size = numberOf(view, setting.name)
    if (size === undefined || size.resolved.setting !== setting || size.value >= small) return
    const at = measurePlace(size)
    if (at !== undefined) report({ at, say: ['small', { value: describeMeasure(size) }] })
  },
  examples: [
    {
      title: 'Two pages',
      'main.cf': `
        compatibility_level = 3.6
        lmdb_map_size = «8192»
      `,
    },
    {
      title: 'The default',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        lmdb_map_size = 16777216
      `,
    },
  ],
})
