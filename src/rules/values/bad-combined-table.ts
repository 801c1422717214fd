import { openedKinds, tablesOf, withInner } from '../../config/table-specs.js'
import { defineRule } from '../define.js'

/** Types whose name has to be one pair of braces around something. */
const braced: ReadonlyMap<string, string> = new Map([
  ['pipemap', 'pipemap:{type:name, ...}'],
  ['unionmap', 'unionmap:{type:name, ...}'],
  ['randmap', 'randmap:{value, ...}'],
])

export default defineRule({
  id: 'bad-combined-table',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A `pipemap:`, `unionmap:`, `randmap:` or `static:` table that is written wrong',
  why: `\`pipemap\` and \`unionmap\` combine tables, \`randmap\` picks one of several results: what they combine stands in braces,
all of it, and nothing stands behind. \`static:\` takes text with blanks only when it is in braces, whole. A table that
cannot be read is not left out: each lookup in it fails, so mail is deferred or answered with a temporary error.`,
  see: [
    'DATABASE_README',
    'src/util/dict_pipe.c',
    'src/util/dict_union.c',
    'src/util/dict_random.c',
    'src/util/dict_static.c',
  ],
  postfix: { from: '3.0' },
  evidence: {
    kind: 'log',
    says: ['need "pipemap:{', 'need "unionmap:{', 'need "randmap:{', 'bad static:name syntax'],
    by: 'cleanup',
  },
  messages: {
    braces: (d: { name: string; form: string }) =>
      `\`${d.name}\` has to be written \`${d.form}\`, with one pair of braces around everything: each lookup in this table fails`,
    empty: (d: { form: string }) =>
      `There is nothing between these braces: it has to be \`${d.form}\`, and each lookup in this table fails`,
    text: (d: { name: string }) =>
      `The braces of \`static:${d.name}\` have to enclose all of the text: each lookup in this table fails`,
  },
  scope: 'setting',
  kinds: openedKinds,
  check({ resolved, parameter }, report) {
    if (parameter === undefined || resolved.expanded.problem) return
    for (const outer of tablesOf(resolved, parameter.kind)) {
      for (const table of withInner(outer)) {
        const { type, name, group } = table
        if (type === undefined || name.value === '') continue
        const whole = group?.closed === true && group.span.end === name.span.end
        const form = braced.get(type.value)
        if (form === undefined) {
          if (type.value === 'static' && name.value.startsWith('{') && !whole)
            report({ at: name, say: ['text', { name: name.value }] })
        } else if (!whole) report({ at: name, say: ['braces', { name: table.value, form }] })
        else if (group?.elements.length === 0) report({ at: name, say: ['empty', { form }] })
      }
    }
  },
  examples: [
    {
      title: 'No braces',
      'main.cf': `
        virtual_alias_maps = unionmap:«texthash:/etc/postfix/virtual»
      `,
    },
    {
      title: 'Text behind the braces',
      'main.cf': `
        virtual_alias_maps = static:«{root}@example.com»
      `,
    },
    {
      title: 'Everything is inside the braces',
      clean: true,
      'main.cf': `
        virtual_alias_maps = unionmap:{texthash:/etc/postfix/virtual, static:{root}}
      `,
    },
  ],
})
