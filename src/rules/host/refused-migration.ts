import { certainText, certainValue } from '../../config/certain-values.js'
import { listItems } from '../../config/elements.js'
import type { PathFact } from '../../config/facts.js'
import { groupWritable, otherWritable } from '../../config/host/access.js'
import { folderOf } from '../../config/host/named-files.js'
import { type TableFile, tableFiles } from '../../config/host/table-files.js'
import type { Project } from '../../config/project.js'
import { defineRule } from '../define.js'

/** Table types that Postfix 3.11 can replace by others. */
const legacy: ReadonlySet<string> = new Set(['hash', 'btree'])

/** Suffixes of the indexes that may take the place of `.db`. */
const newer = ['.lmdb', '.cdb'] as const

function isAllowed(project: Project, parameter: string, path: string): boolean | undefined {
  const prefixes = certainValue(project.base, parameter)
  if (prefixes === undefined) return undefined
  return listItems(prefixes).some(({ value }) => path.startsWith(`${value.replace(/\/+$/, '')}/`))
}

/** True when only root and the user who runs the command can change it (`nbdb_safe_for_uid`). */
function isSafe({ uid, mode }: PathFact, user: number): boolean {
  return (uid === 0 || uid === user) && (mode & (groupWritable | otherWritable)) === 0
}

/** Why nbdb_reindexd(8) does not make the new index of a table (`src/nbdb_reindexd/nbdb_process.c`, `nbdb_safe.c`). */
function refusal(project: Project, { path, source, index }: TableFile): string | undefined {
  if (index === undefined || typeof index.fact === 'string') return undefined
  if (!newer.every(suffix => project.facts.path(path + suffix) === 'missing')) return undefined
  if (source === 'missing') return `there is no text \`${path}\` to make it of`
  const user = index.fact.uid
  const parameter = `non_bdb_migration_allow_${user === 0 ? 'root' : 'user'}_prefixes`
  if (isAllowed(project, parameter, path) === false) return `\`${parameter}\` does not name its folder`
  const folder = folderOf(path)
  const fact = project.facts.path(folder)
  if (!isSafe(source, user)) return `others than its owner can change \`${path}\``
  if (typeof fact !== 'string' && !isSafe(fact, user)) return `others than its owner can change \`${folder}\``
  return undefined
}

export default defineRule({
  id: 'refused-migration',
  severity: 'error',
  since: '0.1.0',
  postfix: { from: '3.11' },
  needs: 'host',
  fix: 'none',
  summary: 'Postfix does not make the new index of a Berkeley DB table by itself',
  why: `With \`non_bdb_migration_level = enable-reindex\` Postfix opens \`hash:\` and \`btree:\` tables as another type, and the service
nbdb_reindexd(8) makes the missing index, as the owner of the old one. It does so only for text files that are there, in the folders of
\`non_bdb_migration_allow_root_prefixes\` or \`..._user_prefixes\`, and that nobody else can change. For any other table, lookups fail
with "Non-Berkeley-DB migration error".`,
  see: ['NON_BERKELEYDB_README', 'nbdb_reindexd(8)', 'src/nbdb_reindexd/nbdb_safe.c'],
  evidence: { kind: 'source', because: 'the service came with Postfix 3.11, the proof runs 3.7' },
  messages: {
    refused: (d: { path: string; why: string; command: string; type: string }) =>
      `Postfix makes no new index of \`${d.path}\`, since ${d.why}: lookups fail, and mail is deferred. Mend that, or run \`${d.command} ${d.type}:${d.path}\``,
  },
  scope: 'project',
  check({ project }, report) {
    if (certainText(project.base, 'non_bdb_migration_level')?.toLowerCase() !== 'enable-reindex') return
    for (const table of tableFiles(project)) {
      const { mention, path, type, command } = table
      if (type === undefined || !legacy.has(type.name)) continue
      const why = refusal(project, table)
      if (why === undefined) continue
      const services = mention.service === undefined ? [] : [mention.service]
      report({ at: mention.spec, say: ['refused', { path, why, command, type: type.name }], services })
    }
  },
  examples: [
    {
      title: 'A table outside of the folders',
      version: '3.11',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        default_database_type = lmdb
        default_cache_db_type = lmdb
        non_bdb_migration_level = enable-reindex
        transport_maps = «hash:/srv/mail/transport»
      `,
      files: {
        '/srv/mail': { kind: 'directory', mode: 0o755 },
        '/srv/mail/transport': {},
        '/srv/mail/transport.db': {},
        '/srv/mail/transport.lmdb': 'missing',
        '/srv/mail/transport.cdb': 'missing',
      },
    },
    {
      title: 'Only the index is there',
      version: '3.11',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        default_database_type = lmdb
        default_cache_db_type = lmdb
        non_bdb_migration_level = enable-reindex
        transport_maps = «hash:/etc/postfix/transport»
      `,
      files: {
        '/etc/postfix/transport': 'missing',
        '/etc/postfix/transport.db': {},
        '/etc/postfix/transport.lmdb': 'missing',
        '/etc/postfix/transport.cdb': 'missing',
      },
    },
    {
      title: 'A text that everybody may write',
      version: '3.11',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        default_database_type = lmdb
        default_cache_db_type = lmdb
        non_bdb_migration_level = enable-reindex
        transport_maps = «hash:/etc/postfix/transport»
      `,
      files: {
        '/etc/postfix/transport': { mode: 0o666 },
        '/etc/postfix/transport.db': {},
        '/etc/postfix/transport.lmdb': 'missing',
        '/etc/postfix/transport.cdb': 'missing',
      },
    },
    {
      title: 'The new index is there',
      version: '3.11',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        default_database_type = lmdb
        default_cache_db_type = lmdb
        transport_maps = lmdb:/etc/postfix/transport
      `,
      files: { '/etc/postfix/transport': {}, '/etc/postfix/transport.lmdb': {} },
    },
  ],
})
