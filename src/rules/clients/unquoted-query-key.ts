import { clientOf, partOfValue, sqlClients, templateKeys } from '../../config/client-settings.js'
import { replacePlace } from '../../config/elements.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'unquoted-query-key',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'What is looked up stands in an SQL query without quotes',
  why: `Postfix puts the address that is looked up in place of \`%s\`, and makes only what has a meaning inside single quotes
harmless. Without the quotes around it the query is not valid SQL for most addresses, and an address from outside can change what
the query does.`,
  see: ['mysql_table(5)', 'pgsql_table(5)', 'sqlite_table(5)', 'src/global/dict_sqlite.c'],
  evidence: { kind: 'source', because: 'only sqlite: warns, from 3.9 on ("without the recommended quotes")' },
  messages: {
    unquoted: (d: { key: string }) =>
      `\`${d.key}\` has no single quotes around it: an address with a special character breaks the query, or changes what it does. Write \`'${d.key}'\``,
  },
  scope: 'table',
  syntaxes: ['client'],
  check({ project, table }, report) {
    const client = clientOf(project, table)
    if (client === undefined || !sqlClients.has(client.type)) return undefined
    return {
      line(line) {
        if (line.type !== 'setting' || line.name !== 'query') return
        for (const { start, letter, valid, quoted } of templateKeys(line.value.text)) {
          if (!valid || quoted) continue
          const at = partOfValue(line, start, start + 2)
          const key = `%${letter}`
          report({
            at,
            say: ['unquoted', { key }],
            fix: { title: 'Put quotes around it', edits: replacePlace(at, `'${key}'`) },
          })
        }
      },
    }
  },
  examples: [
    {
      title: 'No quotes',
      prove: false,
      'main.cf': 'virtual_alias_maps = mysql:/etc/postfix/aliases.cf\n',
      tables: { 'aliases.cf': 'dbname = mail\nquery = SELECT goto FROM alias WHERE address = «%s»\n' },
      fixed: "dbname = mail\nquery = SELECT goto FROM alias WHERE address = '%s'\n",
    },
    {
      title: 'Inside a longer text',
      clean: true,
      prove: false,
      'main.cf': 'virtual_alias_maps = mysql:/etc/postfix/aliases.cf\n',
      tables: { 'aliases.cf': "dbname = mail\nquery = SELECT goto FROM alias WHERE address = 'user-%u@%d'\n" },
    },
  ],
})
