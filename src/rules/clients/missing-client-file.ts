import { clientOf, wholeOf } from '../../config/client-settings.js'
import { defineRule } from '../define.js'

/** Settings that name a file or a folder, by client, with what comes of it when it is not there. */
const fileSettings: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  sqlite: { dbpath: 'each program that opens this table, or asks it, stops with a fatal error' },
  ldap: {
    tls_ca_cert_file: 'no TLS connection is made to the directory, and lookups fail',
    tls_ca_cert_dir: 'no certificate of the directory can be verified, and lookups fail',
    tls_cert: 'no TLS connection is made to the directory, and lookups fail',
    tls_key: 'no TLS connection is made to the directory, and lookups fail',
  },
  mysql: {
    tls_key_file: 'no TLS connection is made to the database, and lookups fail',
    tls_cert_file: 'no TLS connection is made to the database, and lookups fail',
    tls_CAfile: 'no TLS connection is made to the database, and lookups fail',
    tls_CApath: 'no TLS connection is made to the database, and lookups fail',
  },
}

export default defineRule({
  id: 'missing-client-file',
  severity: 'error',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'A database or key file that the client of a table needs does not exist',
  why: `The file of a \`sqlite:\` table names the database with \`dbpath\`; those of \`ldap:\` and \`mysql:\` tables can name keys and
certificates for TLS. Postfix opens them when the table is opened or first asked. A missing database is a fatal error for the
program that asks ("Can't open database", or "no such table" where SQLite could make an empty one). Without the files for TLS there is
no connection, lookups fail, and mail is deferred.`,
  see: ['sqlite_table(5)', 'ldap_table(5)', 'mysql_table(5)', 'src/global/dict_sqlite.c', 'src/global/dict_ldap.c'],
  evidence: { kind: 'log', says: ["Can't open database", 'SQL prepare failed'], by: 'cleanup' },
  messages: {
    missing: (d: { path: string; name: string; consequence: string }) =>
      `There is no \`${d.path}\` (\`${d.name}\`): ${d.consequence}. Create it, or write the right path`,
    directory: (d: { path: string; name: string; consequence: string }) =>
      `\`${d.path}\` (\`${d.name}\`) is a directory: ${d.consequence}`,
  },
  scope: 'table',
  syntaxes: ['client'],
  check({ project, table }, report) {
    const client = clientOf(project, table)
    const settings = client && fileSettings[client.type]
    if (settings === undefined) return undefined
    return {
      line(line) {
        const consequence = line.type === 'setting' ? settings[line.name] : undefined
        if (line.type !== 'setting' || consequence === undefined || !line.value.text.startsWith('/')) return
        const path = line.value.text
        const fact = project.facts.path(path)
        const data = { path, name: line.name, consequence }
        if (fact === 'missing') report({ at: wholeOf(line), say: ['missing', data] })
        else if (fact !== 'unknown' && fact.kind === 'directory' && line.name === 'dbpath')
          report({ at: wholeOf(line), say: ['directory', data] })
      },
    }
  },
  examples: [
    {
      title: 'A database on a disk that is not there',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        virtual_alias_maps = sqlite:/etc/postfix/aliases.cf
      `,
      tables: {
        'aliases.cf': "dbpath = «/srv/mail/aliases.sqlite»\nquery = SELECT goto FROM alias WHERE address = '%s'\n",
      },
      files: { '/srv/mail': 'missing', '/srv/mail/aliases.sqlite': 'missing' },
    },
    {
      title: 'A folder in place of the database',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        virtual_alias_maps = sqlite:/etc/postfix/aliases.cf
      `,
      tables: { 'aliases.cf': "dbpath = «/srv/mail»\nquery = SELECT goto FROM alias WHERE address = '%s'\n" },
      files: { '/srv/mail': { kind: 'directory', mode: 0o755 } },
    },
    {
      title: 'The authority of a directory',
      prove: false,
      'main.cf': 'virtual_alias_maps = ldap:/etc/postfix/ldap.cf\n',
      tables: {
        'ldap.cf': `
          server_host = ldap://ldap.example.com
          search_base = dc=example,dc=com
          start_tls = yes
          version = 3
          tls_ca_cert_file = «/etc/ssl/ldap-authority.pem»
        `,
      },
      files: { '/etc/ssl/ldap-authority.pem': 'missing' },
    },
    {
      title: 'A database that is there',
      clean: true,
      prove: false,
      'main.cf': 'virtual_alias_maps = sqlite:/etc/postfix/aliases.cf\n',
      tables: {
        'aliases.cf': "dbpath = /srv/mail/aliases.sqlite\nquery = SELECT goto FROM alias WHERE address = '%s'\n",
      },
      files: { '/srv/mail/aliases.sqlite': { mode: 0o644 } },
    },
  ],
})
