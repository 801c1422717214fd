import { originOf } from '../../config/elements.js'
import { isNetworkPattern } from '../../config/networks.js'
import { tableKinds, tablesOf, withInner } from '../../config/table-specs.js'
import { defineRule } from '../define.js'

/** newaliases(1) puts `default_database_type` before a name that has no type. */
const typeIsOptional: ReadonlySet<string> = new Set(['alias_database'])

export default defineRule({
  id: 'bad-table-form',
  severity: 'error',
  since: '0.1.0',
  fix: 'safe',
  summary: 'A lookup table that is not named as `type:name`',
  why: `A lookup table is named by its type, a colon and its name, with no blank anywhere: \`hash:/etc/postfix/virtual\`.
Postfix does not guess a type from a file name, and a blank after the colon makes two tables of one. Programs that open
such a table stop with a fatal error; from Postfix 3.12 on, or inside another table, each lookup in it fails instead, so
that mail is deferred or answered with a temporary error.`,
  see: ['DATABASE_README', 'src/util/dict_open.c'],
  evidence: { kind: 'log', says: ['expecting "type:name" form', 'need "unionmap:{type:name...}"'], by: 'cleanup' },
  messages: {
    blank: (d: { type: string; name: string; effect: string }) =>
      `There is a blank between \`${d.type}\` and \`${d.name}\`: Postfix takes them for two tables and can open neither. ${d.effect}`,
    file: (d: { value: string; effect: string }) =>
      `\`${d.value}\` has no table type. Write \`type:${d.value}\` with the type it was made for, such as \`hash\`. ${d.effect}`,
    type: (d: { value: string; effect: string }) =>
      `\`${d.value}\` is no table: it has to be \`type:name\`, such as \`hash:/etc/postfix/virtual\`. ${d.effect}`,
    name: (d: { value: string; effect: string }) =>
      `Nothing follows the colon of \`${d.value}\`: Postfix cannot open this table. ${d.effect}`,
    before: (d: { value: string; effect: string }) =>
      `No table type stands before the colon of \`${d.value}\`: Postfix cannot open it. ${d.effect}`,
  },
  scope: 'setting',
  kinds: tableKinds,
  check({ project, setting, resolved, parameter }, report) {
    if (parameter === undefined || resolved.expanded.problem || typeIsOptional.has(setting.name)) return
    const tables = tablesOf(resolved, parameter.kind)
    const fatal = 'Each program that opens it stops with a fatal error'
    const failing = 'Each lookup in it fails'
    const outer = project.catalog.atLeast('3.12') ? failing : fatal
    for (const [index, table] of tables.entries()) {
      // An IPv6 network in a list of clients has colons too: another rule speaks about it.
      if (isNetworkPattern(table.value)) continue
      const next = tables[index + 1]
      const previous = tables[index - 1]
      if (table.type === undefined && previous?.name.value === '' && previous.type) continue
      if (table.type && table.name.value === '' && next !== undefined && next.type === undefined) {
        const [from, to] = [originOf(table), originOf(next)]
        const sameLine = from && to && !from.via && !to.via && from.location.file === to.location.file
        const gap = sameLine
          ? { file: from.location.file, range: { start: from.location.range.end, end: to.location.range.start } }
          : undefined
        report({
          at: { text: table.text, span: { start: table.span.start, end: next.span.end } },
          say: ['blank', { type: table.value, name: next.value, effect: outer }],
          fix: gap === undefined ? undefined : { title: 'Join them', edits: [{ ...gap, text: '' }] },
        })
        continue
      }
      for (const each of withInner(table)) {
        // pipemap and unionmap look for the colon of each part before they open any.
        const effect = each === table || each.type !== undefined ? outer : failing
        if (each.type === undefined)
          report({ at: each, say: [each.value.startsWith('/') ? 'file' : 'type', { value: each.value, effect }] })
        else if (each.type.value === '') report({ at: each, say: ['before', { value: each.value, effect }] })
        else if (each.name.value === '') report({ at: each, say: ['name', { value: each.value, effect }] })
      }
    }
  },
  examples: [
    {
      title: 'A file without a type',
      'main.cf': `
        virtual_alias_maps = «/etc/postfix/virtual»
      `,
    },
    {
      title: 'A blank after the colon',
      'main.cf': `
        canonical_maps = «texthash: /etc/postfix/canonical»
      `,
      fixed: `
        canonical_maps = texthash:/etc/postfix/canonical
      `,
    },
    {
      title: 'Inside another table',
      'main.cf': `
        virtual_alias_maps = unionmap:{static:root, «postmaster»}
      `,
    },
    {
      title: 'A type and a name',
      clean: true,
      'main.cf': `
        virtual_alias_maps = texthash:/etc/postfix/virtual, inline:{ { sales@example.com = root } }
      `,
    },
  ],
})
