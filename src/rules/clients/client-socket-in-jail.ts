import { clientServers, isSocket, serverSettings } from '../../config/client-servers.js'
import { clientOf, collectSettings } from '../../config/client-settings.js'
import type { ValuePlace } from '../../config/elements.js'
import type { Project } from '../../config/project.js'
import type { Table } from '../../config/tables.js'
import type { Location } from '../../text/range.js'
import { defineRule } from '../define.js'

/** Names of the chrooted services that open a table themselves, not by proxymap(8). */
function chrootedReaders(project: Project, table: Table): readonly string[] {
  const names = new Set<string>()
  for (const { spec, parameter, service } of table.mentions) {
    if (spec.text.text.slice(0, spec.span.start).endsWith('proxy:')) continue
    const { readBy = [] } = project.catalog.parameter(parameter) ?? {}
    for (const each of service === undefined ? project.services : [service]) {
      if (each.isChrooted === true && readBy.includes(each.program)) names.add(each.program)
    }
  }
  return [...names].sort()
}

export default defineRule({
  id: 'client-socket-in-jail',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A chrooted program looks for the socket of a database outside its jail',
  why: `A program with \`y\` in the chroot column connects to the database when it looks something up, and then the queue
directory is its root: it looks for \`/run/mysqld/mysqld.sock\` at \`/var/spool/postfix/run/mysqld/mysqld.sock\`, and mail is deferred.
To MySQL's library \`localhost\` is that socket, and so is a file without \`hosts\`. Put \`proxy:\` before the table in main.cf, so that
proxymap(8) connects, which is not chrooted; or write \`127.0.0.1\`; or put the socket into the jail as well.`,
  see: ['DATABASE_README', 'proxymap(8)', 'mysql_table(5)', 'pgsql_table(5)', 'src/global/dict_mysql.c'],
  evidence: {
    kind: 'heuristic',
    because:
      'somebody may have put the socket into the jail, which is not seen; the package with the client is needed to run it',
  },
  messages: {
    socket: (d: { services: string; type: string; tcp: boolean }) =>
      `${d.services} is chrooted and does not find this socket: write \`proxy:${d.type}:\` in main.cf${d.tcp ? ' or `127.0.0.1` here' : ''}`,
    standard: (d: { services: string; type: string }) =>
      `without \`hosts\` the client takes a socket, which ${d.services} does not find in the chroot jail: write \`proxy:${d.type}:\` in main.cf, or \`hosts = 127.0.0.1\``,
  },
  scope: 'table',
  syntaxes: ['client'],
  check({ project, table }, report) {
    const type = clientOf(project, table)?.type
    const name = type && serverSettings[type]
    if (type === undefined || name === undefined) return undefined
    const readers = chrootedReaders(project, table)
    if (readers.length === 0) return undefined
    const services = readers
      .slice(0, 3)
      .map(each => `${each}(8)`)
      .join(', ')
    const { settings, line } = collectSettings()
    return {
      line,
      end() {
        const setting = settings.get(name)
        const [first] = settings.values()
        if (setting === undefined || setting.value.text.trim() === '') {
          if (type !== 'mysql' || first === undefined || settings.has('option_file')) return
          const at: Location | ValuePlace = { file: first.file, range: first.nameRange }
          report({ at, say: ['standard', { services, type }] })
          return
        }
        for (const server of clientServers(setting)) {
          if (!isSocket(type, server.value)) continue
          const tcp = type === 'mysql' && !server.value.startsWith('unix:')
          report({ at: server, say: ['socket', { services, type, tcp }] })
        }
      },
    }
  },
  examples: [
    {
      title: '`localhost` of MySQL is a socket',
      prove: false,
      'main.cf': 'virtual_alias_maps = mysql:/etc/postfix/aliases.cf\n',
      'master.cf': 'cleanup unix n - y - 0 cleanup\nproxymap unix - - n - - proxymap\n',
      tables: {
        'aliases.cf': "hosts = «localhost»\ndbname = mail\nquery = SELECT goto FROM alias WHERE address = '%s'\n",
      },
    },
    {
      title: 'No `hosts`',
      prove: false,
      'main.cf': 'virtual_alias_maps = mysql:/etc/postfix/aliases.cf\n',
      'master.cf': 'cleanup unix n - y - 0 cleanup\n',
      tables: { 'aliases.cf': "«dbname» = mail\nquery = SELECT goto FROM alias WHERE address = '%s'\n" },
    },
    {
      title: 'Behind `proxy:`, and over the network',
      clean: true,
      prove: false,
      'main.cf':
        'virtual_alias_maps = proxy:mysql:/etc/postfix/aliases.cf\ntransport_maps = mysql:/etc/postfix/transport.cf\n',
      'master.cf':
        'cleanup unix n - y - 0 cleanup\nrewrite unix - - y - - trivial-rewrite\nproxymap unix - - n - - proxymap\nsmtp unix - - y - - smtp\n',
      tables: {
        'aliases.cf': "hosts = localhost\ndbname = mail\nquery = SELECT goto FROM alias WHERE address = '%s'\n",
        'transport.cf': "hosts = 127.0.0.1\ndbname = mail\nquery = SELECT t FROM domain WHERE name = '%s'\n",
      },
    },
  ],
})
