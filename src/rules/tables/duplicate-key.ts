import { createKeyIndex } from '../../config/key-index.js'
import { defineRule } from '../define.js'

const fold = (key: string) => key.toLowerCase()

export default defineRule({
  id: 'duplicate-key',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A table has the same key twice',
  why: `postmap(1) and postalias(1) turn keys to lower case, keep the first entry for a key, and leave out all later ones
with a warning. \`texthash:\` tables do the same when they are opened. So a later line has no effect, although it is
often the newer one.

To give one key several results, write them behind it, separated by commas, where the table allows that (virtual
aliases, aliases).`,
  see: ['postmap(1)', 'postalias(1)', 'src/util/dict_db.c', 'src/util/dict_thash.c'],
  evidence: { kind: 'log', says: ['duplicate entry'], by: 'postmap, postalias' },
  messages: {
    duplicate: (d: { key: string }) =>
      `\`${d.key}\` stands in this table already, and the first entry counts: this one is left out`,
  },
  scope: 'table',
  syntaxes: ['postmap', 'aliases'],
  check({ table }, report) {
    // The last of several elements of `inline:` wins, without a word.
    if (table.path === undefined) return undefined
    const index = createKeyIndex(table.source.text, fold)
    return {
      line(line) {
        if (line.type !== 'key-value' && line.type !== 'alias') return
        const key = line.type === 'alias' ? line.name : line.key.value
        const first = index.add(line.key, fold(line.key.value))
        if (first === undefined) return
        report({
          at: line.key,
          say: ['duplicate', { key }],
          related: [{ at: { file: table.source.name, range: first }, message: 'this entry counts' }],
        })
      },
    }
  },
  examples: [
    {
      title: 'Keys that differ in nothing but case',
      'main.cf': 'virtual_alias_maps = hash:/etc/postfix/virtual\n',
      tables: {
        virtual: 'info@example.com  anna@example.org\n«Info@example.com»  bert@example.org\n',
      },
    },
    {
      title: 'An alias defined twice',
      'main.cf': 'alias_maps = hash:/etc/postfix/aliases\n',
      tables: { aliases: 'postmaster: root\n«postmaster»: anna\n' },
    },
    {
      title: 'Several results for one key',
      clean: true,
      'main.cf': 'virtual_alias_maps = hash:/etc/postfix/virtual\n',
      tables: { virtual: 'info@example.com  anna@example.org, bert@example.org\n' },
    },
  ],
})
