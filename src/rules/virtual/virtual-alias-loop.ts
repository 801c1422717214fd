import { createAliasGraph } from '../../config/alias-loops.js'
import { originOf } from '../../config/elements.js'
import { addressesOf } from '../../config/table-values.js'
import { defineRule } from '../define.js'

/** Longest circle that is written out. */
const shown = 4

export default defineRule({
  id: 'virtual-alias-loop',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'Address mappings lead back to themselves',
  why: `The result of a virtual alias is looked up again, until nothing is found or an address gives itself. Aliases that lead to
each other in a circle never end: cleanup(8) gives up after \`virtual_alias_recursion_limit\` rounds with "unreasonable
virtual_alias_maps map nesting" and refuses the message until the alias is mended. The same happens with canonical
addresses after ten rounds.

An alias that also names itself (\`anna: anna, bert\`) is no loop: the address stays as it is.`,
  see: ['virtual(5)', 'canonical(5)', 'src/cleanup/cleanup_map1n.c', 'src/cleanup/cleanup_map11.c'],
  evidence: { kind: 'log', says: ['map nesting for'], by: 'cleanup' },
  messages: {
    loop: (d: { path: string }) =>
      `these entries lead to each other without end (${d.path}), so messages for them are refused: let one of them lead elsewhere`,
  },
  scope: 'table',
  syntaxes: ['postmap'],
  uses: ['virtual-alias', 'canonical'],
  check({ table }, report) {
    const graph = createAliasGraph()
    // What a table before this one answers is not known here.
    const certain = table.roles.every(({ use, first }) => !use.repeats || first)
    return {
      line(line) {
        if (line.type !== 'key-value' || !line.key.value.includes('@')) return
        const key = line.key.value.toLowerCase()
        if (key.startsWith('@') || key.startsWith('"')) return
        const at = originOf(line.key)?.location
        if (at === undefined) return
        const value = line.value.value
        const simple = !/[\s,"(<]/.test(value)
        const targets = simple ? [value] : addressesOf(line.value).map(({ address }) => address)
        graph.add(
          key,
          targets.map(target => target.toLowerCase()),
          at,
        )
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
      title: 'Two addresses for each other',
      'main.cf': 'virtual_alias_maps = hash:/etc/postfix/virtual\n',
      tables: { virtual: '«stranger@example.net»  other@example.net\nother@example.net  stranger@example.net\n' },
    },
    {
      title: 'Canonical addresses in a circle',
      'main.cf': 'recipient_canonical_maps = hash:/etc/postfix/canonical\n',
      tables: {
        canonical:
          '«stranger@example.net»  other@example.net\nother@example.net  third@example.net\nthird@example.net  stranger@example.net\n',
      },
    },
    {
      title: 'A copy for somebody else',
      clean: true,
      'main.cf': 'virtual_alias_maps = hash:/etc/postfix/virtual\n',
      tables: {
        virtual:
          'stranger@example.net  stranger@example.net, other@example.net\nother@example.net  stranger@example.net\n',
      },
    },
  ],
})
