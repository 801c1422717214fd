import { groupItems, type ListItem } from '../../config/elements.js'
import { openedKinds, tablesOf, withInner } from '../../config/table-specs.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'inline-duplicate-key',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'An `inline:{ }` table has the same name twice',
  why: `Each name of an inline table has one value. When a name is there twice the later value takes the place of the earlier
one, and Postfix says nothing.`,
  see: ['DATABASE_README', 'src/util/dict_inline.c'],
  postfix: { from: '3.0' },
  evidence: {
    kind: 'source',
    because: 'dict_inline_open() updates the table entry by entry without a look for duplicates',
  },
  messages: {
    twice: (d: { name: string }) =>
      `\`${d.name}\` is in this table again further on, and the last value wins: this one is never used`,
  },
  scope: 'setting',
  kinds: openedKinds,
  check({ resolved, parameter }, report) {
    if (parameter === undefined || resolved.expanded.problem) return
    for (const outer of tablesOf(resolved, parameter.kind)) {
      for (const table of withInner(outer)) {
        if (table.type?.value !== 'inline' || table.group?.closed !== true) continue
        const last = new Map<string, ListItem>()
        for (const entry of groupItems(table.text, table.group)) {
          const name = nameOf(entry)
          const before = last.get(name)
          if (before !== undefined)
            report({ at: before, say: ['twice', { name }], related: [{ at: entry, message: 'this one is used' }] })
          last.set(name, entry)
        }
      }
    }
  },
  examples: [
    {
      title: 'The same address twice',
      'main.cf': `
        virtual_alias_maps = inline:{ «info@example.com=root», info@example.com=daemon }
      `,
    },
    {
      title: 'Several results for one address',
      clean: true,
      'main.cf': `
        virtual_alias_maps = inline:{ { info@example.com = root, daemon }, sales@example.com=root }
      `,
    },
  ],
})

/** What stands before the `=` of an entry. */
function nameOf({ group, text, value }: ListItem): string {
  const content = group === undefined ? value : text.text.slice(group.content.start, group.content.end)
  const equals = content.indexOf('=')
  return (equals < 0 ? content : content.slice(0, equals)).trim().toLowerCase()
}
