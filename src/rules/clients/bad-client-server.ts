import { clientServers, serverFault, serverSettings } from '../../config/client-servers.js'
import { clientOf } from '../../config/client-settings.js'
import { replacePlace } from '../../config/elements.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'bad-client-server',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'The server of a database or directory is not written as its client reads it',
  why: `Each client has its own way to write where the server is: \`memcache\` is \`inet:host:port\` or \`unix:/path\`, and each program
that opens the table stops with a fatal error at anything else; \`hosts\` of a MySQL table are \`host\`, \`host:port\` or \`unix:/path\`, and
an unknown port is fatal, too; \`server_host\` of an LDAP table is a list of hosts or of \`ldap://host:port\`, of which what cannot be read is
left out; \`uri\` of a MongoDB table begins with \`mongodb://\`, and without it each lookup fails.`,
  see: ['memcache_table(5)', 'mysql_table(5)', 'ldap_table(5)', 'mongodb_table(5)', 'src/util/auto_clnt.c'],
  evidence: { kind: 'log', says: ['invalid transport name', 'need service transport:endpoint'], by: 'postmap' },
  messages: {
    transport: (d: { text: string }) =>
      `\`${d.text}\` is no way to reach a memcache server, so each program that opens this table stops with a fatal error: write \`inet:host:port\` or \`unix:/path\``,
    endpoint: (d: { text: string }) =>
      `\`${d.text}\` does not say how to reach the memcache server, so each program that opens this table stops with a fatal error: write \`inet:host:port\``,
    url: () => 'the port in this URL is no number up to 65535, so the server is left out: write `ldap://host:389`',
    'ldap-port': (d: { text: string }) =>
      `\`${d.text}\` is no number up to 65535, so the client cannot use this server, and each lookup in this table fails: write \`host:389\``,
    port: (d: { text: string }) =>
      `\`${d.text}\` is no port, so each program that opens this table stops with a fatal error`,
    'port-name': (d: { text: string }) =>
      `unless /etc/services has a port \`${d.text}\`, each program that opens this table stops with a fatal error: write its number`,
    uri: () => 'a MongoDB server is written `mongodb://host`: without that each lookup in this table fails',
  },
  scope: 'table',
  syntaxes: ['client'],
  check({ project, table }, report) {
    const type = clientOf(project, table)?.type
    const name = type && serverSettings[type]
    if (type === undefined || name === undefined) return undefined
    return {
      line(line) {
        if (line.type !== 'setting' || line.name !== name) return
        for (const server of clientServers(line)) {
          const fault = serverFault(type, server.value)
          if (fault === undefined) continue
          const { kind, certain, text } = fault
          const isHost = kind === 'transport' && /^[\w.-]+:[0-9]+$/.test(server.value)
          const right = `inet:${server.value}`
          report({
            at: server,
            // What can hold a password is not shown.
            say: kind === 'url' || kind === 'uri' ? [kind] : [kind, { text: text.slice(0, 60) }],
            ...(!certain && { severity: 'warning' as const }),
            ...(isHost && { fix: { title: `Write \`${right}\``, edits: replacePlace(server, right) } }),
          })
        }
      },
    }
  },
  examples: [
    {
      title: 'A memcache server without `inet:`',
      'main.cf': 'virtual_alias_maps = memcache:/etc/postfix/memcache.cf\n',
      tables: { 'memcache.cf': 'memcache = «127.0.0.1:11211»\n' },
      fixed: 'memcache = inet:127.0.0.1:11211\n',
    },
    {
      title: 'A host alone',
      'main.cf': 'virtual_alias_maps = memcache:/etc/postfix/memcache.cf\n',
      tables: { 'memcache.cf': 'memcache = «localhost»\n' },
    },
    {
      title: 'Ports that are none',
      prove: false,
      'main.cf': 'virtual_alias_maps = mysql:/etc/postfix/mysql.cf, ldap:/etc/postfix/ldap.cf\n',
      tables: {
        'mysql.cf':
          "hosts = «127.0.0.1:99999», «db.example.com:sqldb»\ndbname = mail\nquery = SELECT a FROM b WHERE c = '%s'\n",
        'ldap.cf':
          'server_host = «ldap://ldap.example.com:ldapport», «ldap.example.com:secure»\nversion = 3\nquery_filter = (mail=%s)\n',
      },
    },
    {
      title: 'A MongoDB server without its scheme',
      prove: false,
      version: '3.9',
      'main.cf': 'virtual_alias_maps = mongodb:/etc/postfix/mongo.cf\n',
      tables: {
        'mongo.cf':
          'uri = «localhost:27017»\ndbname = mail\ncollection = alias\nquery_filter = {"address": "%s"}\nresult_attribute = goto\n',
      },
    },
    {
      title: 'Servers as their clients read them',
      clean: true,
      'main.cf': 'compatibility_level = 3.6\nmydestination =\nvirtual_alias_maps = memcache:/etc/postfix/memcache.cf\n',
      tables: { 'memcache.cf': 'memcache = inet:127.0.0.1:11211\nkey_format = alias:%s\n' },
    },
  ],
})
