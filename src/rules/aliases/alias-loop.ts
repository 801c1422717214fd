import { createAliasGraph } from '../../config/alias-loops.js'
import { originOf } from '../../config/elements.js'
import { defineRule } from '../define.js'

/** Longest circle that is written out. */
const shown = 4

export default defineRule({
  id: 'alias-loop',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'Aliases lead back to themselves',
  why: `local(8) looks the targets of an alias up again. Aliases that lead to each other in a circle never end: after a hundred
rounds local(8) says "alias database loop" and returns the mail. An alias that names itself is no loop: there the
name stands for the user.`,
  see: ['aliases(5)', 'src/local/alias.c'],
  evidence: { kind: 'log', says: ['alias database loop for'], by: 'local' },
  messages: {
    loop: (d: { path: string }) =>
      `these aliases lead to each other without end (${d.path}), so their mail is returned: let one of them lead elsewhere`,
  },
  scope: 'table',
  syntaxes: ['aliases'],
  check({ table }, report) {
    const graph = createAliasGraph()
    // What a table before this one answers is not known here.
    const certain = table.roles.every(({ use, first }) => !use.repeats || first)
    return {
      line(line) {
        if (line.type !== 'alias') return
        const at = originOf(line.key)?.location
        if (at === undefined) return
        const names = line.targets.flatMap(({ kind, meaning }) => (kind === 'address' ? [meaning.toLowerCase()] : []))
        graph.add(line.name.toLowerCase(), names, at)
      },
      end() {
        for (const { keys, at } of graph.loops()) {
          const more = keys.length > shown ? ['...'] : []
          const path = [...keys.slice(0, shown), ...more, keys[0] ?? ''].map(key =>
            key === '...' ? key : `\`${key}\``,
          )
          report({ at, say: ['loop', { path: path.join(' -> ') }], ...(!certain && { severity: 'warning' }) })
        }
      },
    }
  },
  examples: [
    {
      title: 'Two aliases for each other',
      'main.cf':
        'alias_maps = hash:/etc/postfix/aliases\nmydestination = $myhostname, localhost.$mydomain, localhost\n',
      tables: { aliases: 'postmaster: root\n«root»: admin\nadmin: root\n' },
    },
    {
      title: 'A chain, and a name for itself',
      clean: true,
      'main.cf': 'alias_maps = hash:/etc/postfix/aliases\nalias_database = $alias_maps\n',
      tables: { aliases: 'postmaster: root\nroot: admin\nadmin: admin, anna@example.org\n' },
    },
  ],
})
