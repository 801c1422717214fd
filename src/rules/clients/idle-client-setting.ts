import { clientOf, collectSettings } from '../../config/client-settings.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'idle-client-setting',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A setting for a database is not used, since another one takes its place',
  why: `SQL tables have an old form of the query in pieces (\`table\`, \`select_field\`, \`where_field\`,
\`additional_conditions\`) and a new one, \`query\`. With \`query\`, the pieces are not read; so a condition in one of them has
no effect.`,
  see: ['mysql_table(5)', 'pgsql_table(5)', 'src/global/dict_mysql.c'],
  evidence: { kind: 'source', because: 'Postfix does not look at the old settings when there is a query' },
  messages: {
    idle: (d: { name: string; by: string }) =>
      `\`${d.name}\` does nothing beside \`${d.by}\`: put what it should do into \`${d.by}\`, and take it out`,
  },
  scope: 'table',
  syntaxes: ['client'],
  check({ project, table }, report) {
    const client = clientOf(project, table)
    if (client === undefined) return undefined
    const { settings, line } = collectSettings()
    return {
      line,
      end() {
        const by = ['query', 'select_function'].find(name => settings.has(name) && client.key(name) !== undefined)
        if (by === undefined || client.type === 'ldap') return
        for (const [name, setting] of settings) {
          if (client.key(name)?.oldInterface)
            report({ at: { file: setting.file, range: setting.nameRange }, say: ['idle', { name, by }] })
        }
      },
    }
  },
  examples: [
    {
      title: 'A condition that is not read',
      prove: false,
      'main.cf': 'virtual_alias_maps = mysql:/etc/postfix/aliases.cf\n',
      tables: {
        'aliases.cf': `
          dbname = mail
          query = SELECT goto FROM alias WHERE address = '%s'
          «additional_conditions» = AND active = 1
        `,
      },
    },
    {
      title: 'The condition in the query',
      clean: true,
      prove: false,
      'main.cf': 'virtual_alias_maps = mysql:/etc/postfix/aliases.cf\n',
      tables: {
        'aliases.cf': `
          dbname = mail
          query = SELECT goto FROM alias WHERE address = '%s' AND active = 1
        `,
      },
    },
  ],
})
