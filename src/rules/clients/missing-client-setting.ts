import { clientServers } from '../../config/client-servers.js'
import { clientOf, collectSettings, sqlClients } from '../../config/client-settings.js'
import { defineRule } from '../define.js'

/** The old form of an SQL query, in settings of its own. */
const oldQuery = ['table', 'select_field', 'where_field']

export default defineRule({
  id: 'missing-client-setting',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A file for a database or directory lacks a setting that the client needs',
  why: `The client of a table type has settings without which it cannot work: the name of the database, the query. When one is
missing, each program that opens the table stops with a fatal error.`,
  see: ['mysql_table(5)', 'pgsql_table(5)', 'sqlite_table(5)', 'mongodb_table(5)', 'src/global/db_common.c'],
  evidence: {
    kind: 'source',
    because: 'the package with the client has to be installed for Postfix to open such a table',
  },
  messages: {
    missing: (d: { name: string; type: string }) =>
      `This file for a \`${d.type}:\` table does not set \`${d.name}\`: each program that opens the table stops with a fatal error`,
    query: (d: { name: string; type: string }) =>
      `This file for a \`${d.type}:\` table has no \`query\`, and no \`${d.name}\` to make one of: each program that opens the table stops with a fatal error. Set \`query\``,
    database: () =>
      'this file for a `pgsql:` table sets no `dbname`, and not all of its `hosts` are URIs, which could name one: the table cannot be opened, and each lookup in it fails',
  },
  scope: 'table',
  syntaxes: ['client'],
  check({ project, table }, report) {
    const client = clientOf(project, table)
    if (client === undefined) return undefined
    const { type } = client
    const { settings, line } = collectSettings()
    let readable = true
    return {
      line(each) {
        line(each)
        if (each.type !== 'comment' && each.type !== 'blank' && each.type !== 'setting') readable = false
      },
      end() {
        // A line that cannot be read has a finding of its own, and may be the very one.
        if (!readable) return
        const first = settings.values().next().value
        const at = first
          ? { file: first.file, range: first.nameRange }
          : { file: table.source.name, range: { start: 0, end: 0 } }
        for (const name of client.keyNames()) {
          if (client.key(name)?.required && !settings.has(name)) report({ at, say: ['missing', { name, type }] })
        }
        const hosts = settings.get('hosts')
        // From 3.10 on, a URI of PostgreSQL can name the database as well.
        if (type === 'pgsql' && !client.key('dbname')?.required && (settings.get('dbname')?.value.text ?? '') === '') {
          const servers = hosts === undefined ? [] : clientServers(hosts)
          if (servers.length === 0 || servers.some(({ value }) => !/^postgres(?:ql)?:\/\//.test(value)))
            report({ at, say: ['database'] })
        }
        if (!sqlClients.has(type) || settings.has('query') || settings.has('select_function')) return
        const name = oldQuery.find(each => !settings.has(each))
        if (name !== undefined) report({ at, say: ['query', { name, type }] })
      },
    }
  },
  examples: [
    {
      title: 'No database',
      prove: false,
      'main.cf': 'virtual_alias_maps = mysql:/etc/postfix/aliases.cf\n',
      tables: { 'aliases.cf': "«hosts» = 127.0.0.1\nquery = SELECT goto FROM alias WHERE address = '%s'\n" },
    },
    {
      title: 'Another program fills the file in',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        smtp_tls_security_level = may
        virtual_alias_maps = proxy:mysql:/etc/postfix/aliases.cf
      `,
      tables: {
        'aliases.cf': `
          hosts = 127.0.0.1
          {{ mysql_login }}
          dbname = @@MAIL_DATABASE@@
          query = SELECT goto FROM alias WHERE address = '%s'
        `,
      },
    },
    {
      title: 'No query',
      prove: false,
      'main.cf': 'virtual_alias_maps = mysql:/etc/postfix/aliases.cf\n',
      tables: { 'aliases.cf': '«dbname» = mail\n' },
    },
    {
      title: 'No database and no URI',
      prove: false,
      version: '3.10',
      'main.cf': 'virtual_alias_maps = pgsql:/etc/postfix/aliases.cf\n',
      tables: { 'aliases.cf': "«hosts» = localhost\nquery = SELECT goto FROM alias WHERE address = '%s'\n" },
    },
    {
      title: 'A URI that names the database',
      clean: true,
      prove: false,
      version: '3.10',
      'main.cf': 'compatibility_level = 3.6\nvirtual_alias_maps = pgsql:/etc/postfix/aliases.cf\n',
      tables: {
        'aliases.cf': "hosts = postgresql://localhost/mail\nquery = SELECT goto FROM alias WHERE address = '%s'\n",
      },
    },
    {
      title: 'All that is needed',
      clean: true,
      prove: false,
      'main.cf': 'virtual_alias_maps = mysql:/etc/postfix/aliases.cf\n',
      tables: { 'aliases.cf': "dbname = mail\nquery = SELECT goto FROM alias WHERE address = '%s'\n" },
    },
  ],
})
