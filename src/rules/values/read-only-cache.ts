import { tablesOf } from '../../config/table-specs.js'
import { defineRule } from '../define.js'

/** Tables that daemons write to. */
const caches = [
  'address_verify_map',
  'postscreen_cache_map',
  'smtp_tls_session_cache_database',
  'smtpd_tls_session_cache_database',
  'lmtp_tls_session_cache_database',
  'smtp_sasl_auth_cache_name',
  'lmtp_sasl_auth_cache_name',
] as const

/** Tables of these categories are made in memory, and are not kept. */
const inMemory = 'in-memory'

export default defineRule({
  id: 'read-only-cache',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A cache in a table that Postfix cannot write to',
  why: `A cache is a table that a daemon itself fills. Only some types can be written to while they are in use: \`btree\`,
\`hash\`, \`lmdb\`, \`memcache\`, and \`proxy\` before one of them. Tables that are read from text, from a database client or all
at once (\`texthash\`, \`regexp\`, \`mysql\`, \`cdb\` ...) cannot. The daemon then stops with a fatal error, or works without
the cache and logs an error.`,
  see: ['DATABASE_README', 'src/util/dict_open.c', 'src/util/dict_cdb.c', 'src/util/dict_cache.c'],
  evidence: { kind: 'log', says: ['map requires O_RDONLY access mode', 'inappropriate open flags'], by: 'tlsmgr' },
  messages: {
    readOnly: (d: { name: string; type: string }) =>
      `\`${d.name}\` is a cache that Postfix fills itself, and a \`${d.type}\` table cannot be written to. Use \`btree\` or \`lmdb\`, or remove the line to have the default`,
  },
  scope: 'setting',
  parameters: caches,
  check({ project, resolved, parameter }, report) {
    if (parameter === undefined || resolved.expanded.problem) return
    const [table] = tablesOf(resolved, parameter.kind)
    const innermost = table?.type?.value === 'proxy' ? (table.inner[0] ?? table) : table
    if (innermost?.type === undefined) return
    const info = project.catalog.tableType(innermost.type.value)
    if (info === undefined || info.writable || info.category === inMemory) return
    report({ at: innermost.type, say: ['readOnly', { name: resolved.name, type: info.name }] })
  },
  examples: [
    {
      title: 'Text is read only',
      'main.cf': `
        compatibility_level = 3.6
        smtp_tls_security_level = may
        smtp_tls_session_cache_database = «texthash»:/var/lib/postfix/smtp_scache
      `,
    },
    {
      title: 'A type that can be written to',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtp_tls_session_cache_database = lmdb:$data_directory/smtp_scache
      `,
      prove: false,
    },
  ],
})
