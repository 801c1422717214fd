import { groupItems, type ListItem, replacePlace } from '../../config/elements.js'
import { openedKinds, tablesOf, withInner } from '../../config/table-specs.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'bad-inline-table',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'An `inline:{ }` table that Postfix cannot read',
  why: `An inline table is written in the value itself: \`inline:{ name=value, { name = text with blanks } }\`. Blanks and commas
separate its entries, so an entry that has a blank anywhere, also around its \`=\`, needs braces of its own. A table that
cannot be read is not left out: each lookup in it fails, so mail is deferred or answered with a temporary error.`,
  see: ['DATABASE_README', 'src/util/dict_inline.c'],
  postfix: { from: '3.0' },
  evidence: { kind: 'log', says: ['need "inline:{name=value...}"'], by: 'cleanup' },
  messages: {
    braces: (d: { name: string }) =>
      `\`inline:${d.name}\` is not enclosed in braces: it has to be \`inline:{name=value, ...}\`. Each lookup in it fails`,
    empty: (_: { name: string }) => `This inline table has no entry: Postfix refuses it, and each lookup in it fails`,
    equals: (d: { entry: string }) =>
      `\`${d.entry}\` has no \`=\`, so the whole inline table cannot be read. An entry with blanks needs braces: \`{ name = value }\``,
    name: (d: { entry: string }) =>
      `No name stands before the \`=\` of \`${d.entry}\`, so the whole inline table cannot be read`,
  },
  scope: 'setting',
  kinds: openedKinds,
  check({ resolved, parameter }, report) {
    if (parameter === undefined || resolved.expanded.problem) return
    for (const outer of tablesOf(resolved, parameter.kind)) {
      for (const table of withInner(outer)) {
        if (table.type?.value !== 'inline' || table.name.value === '') continue
        const { group, name } = table
        if (group === undefined || !group.closed || group.span.end !== name.span.end) {
          report({ at: name, say: ['braces', { name: name.value }] })
          continue
        }
        const entries = groupItems(table.text, group)
        if (entries.length === 0) report({ at: name, say: ['empty', { name: name.value }] })
        // Postfix stops at the first entry that is wrong.
        const bad = entries.find(entry => contentOf(entry).indexOf('=') <= 0)
        if (bad === undefined) continue
        const [left, equals, right, ...more] = entries
        const spaced = more.length === 0 && left !== undefined && equals?.value === '=' && right !== undefined
        report({
          at: bad,
          say: [contentOf(bad).startsWith('=') ? 'name' : 'equals', { entry: bad.value }],
          fix: spaced
            ? {
                title: 'Put the entry into braces',
                edits: replacePlace(name, `{ { ${left.value} = ${right.value} } }`),
              }
            : undefined,
        })
      }
    }
  },
  examples: [
    {
      title: 'Blanks around the equals sign',
      'main.cf': `
        virtual_alias_maps = inline:{ «info@example.com» = root }
      `,
      fixed: `
        virtual_alias_maps = inline:{ { info@example.com = root } }
      `,
    },
    {
      title: 'No braces',
      'main.cf': `
        virtual_alias_maps = inline:«info@example.com=root»
      `,
    },
    {
      title: 'Nothing in it',
      'main.cf': `
        virtual_alias_maps = inline:«{ }»
      `,
    },
    {
      title: 'Entries with and without blanks',
      clean: true,
      'main.cf': `
        virtual_alias_maps = inline:{ sales@example.com=root, { info@example.com = root, daemon } }
      `,
    },
  ],
})

/** The text of an entry: what is inside its braces, when it has some. */
function contentOf(entry: ListItem): string {
  const { group, text } = entry
  return (group === undefined ? entry.value : text.text.slice(group.content.start, group.content.end)).trim()
}
