import { tablesOf, withInner } from '../../config/table-specs.js'
import { defineRule } from '../define.js'

/** Tables that find a key only when it is equal to an entry. */
const exact: ReadonlySet<string> = new Set(['hash', 'btree', 'lmdb', 'cdb', 'dbm', 'sdbm', 'texthash', 'inline'])

export default defineRule({
  id: 'exact-table-for-text',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'Whole lines of messages are looked up in a table that has no patterns',
  why: `\`header_checks\`, \`body_checks\` and the like look up each line of a message as it is. An indexed table finds a line only when
it stands there letter by letter, so in practice never. These checks need patterns: \`pcre:\` or \`regexp:\`.`,
  see: ['header_checks(5)', 'pcre_table(5)', 'regexp_table(5)'],
  evidence: {
    kind: 'source',
    because: 'hbc_header_checks() looks up the whole line; a lookup without a match is not logged',
  },
  messages: {
    exact: (d: { value: string; name: string }) =>
      `\`${d.value}\` would have to hold whole lines, letter by letter: \`${d.name}\` needs a table of patterns, \`pcre:\` or \`regexp:\``,
  },
  scope: 'setting',
  kinds: ['map-list'],
  check({ setting, resolved, parameter }, report) {
    if (parameter === undefined || resolved.expanded.problem || !/(?:header|body)_checks$/.test(setting.name)) return
    for (const table of tablesOf(resolved, parameter.kind)) {
      if (table.type?.value === 'pipemap') continue
      for (const each of withInner(table)) {
        if (each.type && exact.has(each.type.value))
          report({ at: each, say: ['exact', { value: each.value, name: setting.name }] })
      }
    }
  },
  examples: [
    {
      title: 'An indexed table',
      'main.cf': `
        compatibility_level = 3.6
        header_checks = «lmdb:/etc/postfix/header_checks»
      `,
    },
    {
      title: 'Patterns',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        header_checks = regexp:/etc/postfix/header_checks
      `,
    },
  ],
})
