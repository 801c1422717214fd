import { clientOf, collectSettings, querySettings, templateKeys, wholeOf } from '../../config/client-settings.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'query-without-key',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A query does not contain what is looked up',
  why: `\`%s\`, \`%u\`, \`%d\` ... in a query stand for what Postfix looks up. Without any of them each lookup gets the same answer:
every address exists, every mail goes to the same place.`,
  see: ['mysql_table(5)', 'pgsql_table(5)', 'ldap_table(5)', 'src/global/dict_ldap.c'],
  evidence: { kind: 'source', because: 'only LDAP clients warn ("is probably useless"), and need a package' },
  messages: {
    fixed: (d: { name: string }) =>
      `\`${d.name}\` contains no \`%s\` or the like, so each lookup gets the same answer, whatever is looked up. Put \`%s\` where the key belongs`,
  },
  scope: 'table',
  syntaxes: ['client'],
  check({ project, table }, report) {
    const client = clientOf(project, table)
    if (client === undefined) return undefined
    const names = querySettings[client.type] ?? []
    const { settings, line } = collectSettings()
    return {
      line,
      end() {
        const queries = names.flatMap(name => settings.get(name) ?? [])
        // In LDAP, the place to search can hold the key as well.
        const isFixed = queries.every(query => templateKeys(query.value.text).length === 0)
        const [query] = queries
        if (query === undefined || query.value.text === '' || !isFixed || query.name === 'search_base') return
        report({ at: wholeOf(query), say: ['fixed', { name: query.name }] })
      },
    }
  },
  examples: [
    {
      title: 'A query for all addresses',
      prove: false,
      'main.cf': 'virtual_alias_maps = mysql:/etc/postfix/aliases.cf\n',
      tables: { 'aliases.cf': 'dbname = mail\nquery = «SELECT goto FROM alias»\n' },
    },
    {
      title: 'A query for one address',
      clean: true,
      prove: false,
      'main.cf': 'virtual_alias_maps = mysql:/etc/postfix/aliases.cf\n',
      tables: { 'aliases.cf': "dbname = mail\nquery = SELECT goto FROM alias WHERE address = '%s'\n" },
    },
  ],
})
