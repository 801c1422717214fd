import { partOfItem, replacePlace } from '../../config/elements.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'alias-format-in-table',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A table key ends in a colon, as in an aliases file',
  why: `Only the files of \`alias_maps\` and \`alias_database\` have the form \`name: value\`; newaliases(1) and postalias(1) read
them. In every other table a key ends at white space, and the colon becomes part of it, so that no lookup finds it.
postmap(1) and \`texthash:\` ask in a warning whether this is an aliases file.`,
  see: ['postmap(1)', 'aliases(5)', 'src/postmap/postmap.c'],
  evidence: { kind: 'log', says: ['record is in "key: value" format'], by: 'postmap' },
  messages: {
    colon: (d: { key: string; wanted: string }) =>
      `the colon belongs to the key here, so nothing finds \`${d.key}\`: only aliases files have one, write \`${d.wanted}\``,
  },
  scope: 'table',
  syntaxes: ['postmap'],
  check({ table }, report) {
    if (table.path === undefined) return undefined
    return {
      line(line) {
        if (line.type !== 'key-value' || !line.key.value.endsWith(':') || line.key.value === ':') return
        const key = line.key.value
        const wanted = key.slice(0, -1)
        report({
          at: line.key,
          say: ['colon', { key, wanted }],
          fix: {
            title: 'Remove the colon',
            edits: replacePlace(partOfItem(line.key, wanted.length, key.length), ''),
          },
        })
      },
    }
  },
  examples: [
    {
      title: 'A virtual alias table written like an aliases file',
      'main.cf': 'virtual_alias_maps = hash:/etc/postfix/virtual\n',
      tables: { virtual: '«info@example.com:»  anna@example.org\n' },
      fixed: 'info@example.com  anna@example.org\n',
    },
    {
      title: 'An aliases file',
      clean: true,
      'main.cf': 'alias_maps = hash:/etc/postfix/aliases\nalias_database = $alias_maps\n',
      tables: { aliases: 'postmaster: root\nroot: anna@example.org\n' },
    },
  ],
})
