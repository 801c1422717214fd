import type { EntryPart } from '../../syntax/tables/nodes.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'repeated-table-type',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'dynamicmaps.cf has a table type twice',
  why: `Of two entries of \`dynamicmaps.cf\` for a table type the first counts; every program and command of Postfix warns of the other
when it starts. The files in \`dynamicmaps.cf.d\`, where packages put an entry each, are read after it, so an entry there is ignored
in the same way.`,
  see: ['src/global/dynamicmaps.c'],
  evidence: { kind: 'log', says: ['ignoring duplicate entry for'], by: 'every command' },
  messages: {
    repeated: (d: { type: string }) =>
      `\`${d.type}\` has an entry above, which counts: this one is ignored, and every program of Postfix warns of it. Remove one of the two`,
  },
  scope: 'table',
  syntaxes: ['dynamicmaps'],
  check(_, report) {
    const seen = new Map<string, EntryPart>()
    return {
      line(line) {
        if (line.type !== 'dynamic-map') return
        const [type] = line.fields
        if (type === undefined) return
        const first = seen.get(type.value)
        if (first === undefined) seen.set(type.value, type)
        else
          report({
            at: type,
            say: ['repeated', { type: type.value.slice(0, 40) }],
            related: [{ at: first, message: 'this entry counts' }],
          })
      },
    }
  },
  examples: [
    {
      title: 'A package upgrade left its own entry',
      'main.cf': 'compatibility_level = 3.6\n',
      tables: {
        'dynamicmaps.cf':
          'pcre postfix-pcre.so dict_pcre_open\nlmdb postfix-lmdb.so dict_lmdb_open mkmap_lmdb_open\n«pcre» /usr/lib/postfix/dict_pcre.so dict_pcre_open\n',
      },
    },
    {
      title: 'Each type once',
      clean: true,
      'main.cf': 'compatibility_level = 3.6\n',
      tables: {
        'dynamicmaps.cf': 'pcre postfix-pcre.so dict_pcre_open\nlmdb postfix-lmdb.so dict_lmdb_open mkmap_lmdb_open\n',
      },
    },
  ],
})
