import { isReadable } from '../../config/mail-path.js'
import type { Project } from '../../config/project.js'
import type { Table } from '../../config/tables.js'
import { defineRule } from '../define.js'

/** Parameters that lead mail for users without an alias elsewhere. */
const otherWays = [
  'fallback_transport',
  'fallback_transport_maps',
  'luser_relay',
  'mailbox_transport',
  'mailbox_transport_maps',
]

/** True when it is certain that only this table has aliases for local users. */
function isOnlyTable(project: Project, table: Table): boolean {
  const aliases = project.base.get('alias_maps')
  if (aliases === undefined || !isReadable(aliases) || table.path === undefined) return false
  // The NIS table that a default may have at its end holds nothing on hosts of today.
  const named = aliases.items().filter(({ value }) => !value.startsWith('nis:'))
  if (named.length !== 1 || !named[0]?.value.endsWith(`:${table.path}`)) return false
  const local = project.base.get('local_transport')
  if (local === undefined || !/^local(?::|$)/.test(local.text)) return false
  return otherWays.every(name => {
    const resolved = project.base.get(name)
    return resolved !== undefined && resolved.text === ''
  })
}

/** True when another table may lead a name of this host elsewhere before local(8) sees it. */
function isRewritten(project: Project, name: string): boolean {
  const uses: ReadonlySet<string> = new Set(['virtual-alias', 'canonical', 'transport'])
  const named = ['virtual_alias_maps', 'canonical_maps', 'recipient_canonical_maps', 'transport_maps'].flatMap(
    parameter => {
      const resolved = project.base.get(parameter)
      return resolved === undefined ? [] : resolved.items()
    },
  )
  const known = project.tables.filter(table => table.uses.some(use => uses.has(use.name)))
  if (known.length < named.length) return true
  const word = new RegExp(`(?:^|[\\s{])"?${name}(?:@|["\\s])|^[ \\t]*[/!]|^@`, 'im')
  return known.some(({ source }) => word.test(source.text))
}

export default defineRule({
  id: 'missing-required-alias',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'There is no alias for postmaster or root',
  why: `Other servers and Postfix itself write to \`postmaster\`. When that is neither an alias nor a user, local(8) throws the mail away with a warning, so that
notices about the server are lost without a trace. Mail for \`root\`, from cron and others, is delivered to a mailbox that hardly anybody reads, and local(8) runs no command and writes no file as root: it takes the account of
\`default_privs\` for it. An alias leads it to a person.`,
  see: ['aliases(5)', 'src/local/unknown.c', 'RFC 5321 section 4.5.1'],
  evidence: { kind: 'heuristic', because: 'a user named postmaster may exist on the host, which is not seen' },
  messages: {
    postmaster: () =>
      'there is no alias `postmaster`: unless there is such a user, mail for it is thrown away. Write `postmaster: root`',
    root: () =>
      'there is no alias `root`: its mail stays on this host, where hardly anybody reads it. Write `root: you@example.com`',
  },
  scope: 'table',
  syntaxes: ['aliases'],
  uses: ['aliases'],
  check({ project, table }, report) {
    if (!isOnlyTable(project, table)) return undefined
    const found = new Set<string>()
    let entries = 0
    return {
      line(line) {
        if (line.type !== 'alias') return
        entries++
        const name = line.name.toLowerCase()
        if (name === 'postmaster' || name === 'root') found.add(name)
      },
      end() {
        // An empty file is one that somebody has yet to fill.
        if (entries === 0) return
        const at = { file: table.source.name, range: { start: 0, end: 0 } }
        if (!found.has('postmaster') && !isRewritten(project, 'postmaster')) report({ at, say: ['postmaster'] })
        else if (!found.has('root') && !isRewritten(project, 'root')) report({ at, say: ['root'], severity: 'info' })
      },
    }
  },
  examples: [
    {
      title: 'No postmaster',
      'main.cf': 'compatibility_level = 3.6\nalias_maps = hash:/etc/postfix/aliases\n',
      tables: { aliases: '«»sales: anna\nroot: anna\n' },
    },
    {
      title: 'No root',
      'main.cf': 'compatibility_level = 3.6\nalias_maps = hash:/etc/postfix/aliases\n',
      tables: { aliases: '«»postmaster: root\n' },
    },
    {
      title: 'Both',
      clean: true,
      'main.cf': 'compatibility_level = 3.6\nalias_maps = hash:/etc/postfix/aliases\nalias_database = $alias_maps\n',
      tables: { aliases: 'postmaster: root\nroot: anna@example.com\n' },
    },
  ],
})
