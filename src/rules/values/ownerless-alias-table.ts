import { tablesOf, withInner } from '../../config/table-specs.js'
import { defineRule } from '../define.js'

/** Tables whose results belong to no user: they come from another program or host. */
const ownerless: ReadonlySet<string> = new Set([
  'ldap',
  'mysql',
  'pgsql',
  'sqlite',
  'mongodb',
  'nis',
  'nisplus',
  'netinfo',
  'tcp',
  'socketmap',
])

export default defineRule({
  id: 'ownerless-alias-table',
  severity: 'info',
  preset: 'all',
  since: '0.1.0',
  fix: 'none',
  summary: 'Aliases from this table cannot be commands or files',
  why: `local(8) runs the command of an alias, and writes to its file, with the rights of the user who owns the alias table. A table that
comes from a database or another host has no owner: addresses in it work, a \`|command\` or a \`/file\` is refused and the mail
returned.`,
  see: ['local(8)', 'aliases(5)', 'src/local/alias.c'],
  evidence: { kind: 'source', because: 'deliver_alias() refuses such targets when the table has no owner' },
  messages: {
    ownerless: (d: { value: string }) =>
      `Aliases in \`${d.value}\` can only lead to addresses: a \`|command\` or a \`/file\` is refused, as the table has no owner. Keep those in a local file`,
  },
  scope: 'setting',
  parameters: ['alias_maps'],
  check({ resolved, parameter }, report) {
    if (parameter === undefined || resolved.expanded.problem) return
    for (const table of tablesOf(resolved, parameter.kind)) {
      for (const each of withInner(table)) {
        if (each.type && ownerless.has(each.type.value)) report({ at: each, say: ['ownerless', { value: each.value }] })
      }
    }
  },
  examples: [
    {
      title: 'Aliases from a directory',
      'main.cf': `
        compatibility_level = 3.6
        alias_maps = texthash:/etc/aliases, «ldap:/etc/postfix/aliases.cf»
      `,
    },
    {
      title: 'A local file',
      clean: true,
      'main.cf': `
        compatibility_level = 3.11
        alias_maps = texthash:/etc/aliases.local
      `,
    },
  ],
})
