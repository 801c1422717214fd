import { replaceValue } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { tablesOf } from '../../config/table-specs.js'
import { defineRule } from '../define.js'

/** Types whose file is moved (`src/global/data_redirect.c`). */
const moved: ReadonlySet<string> = new Set(['hash', 'btree', 'dbm', 'lmdb', 'cdb', 'sdbm', 'dbz'])

/** Folders that belong to root on every system. */
const ofRoot: ReadonlySet<string> = new Set(
  '/etc /etc/postfix /usr/local/etc/postfix /run /tmp /var /var/cache /var/lib /var/run /var/spool /var/tmp'.split(' '),
)

export default defineRule({
  id: 'cache-in-system-folder',
  severity: 'warning',
  since: '0.1.0',
  postfix: { from: '2.5' },
  fix: 'unsafe',
  explains: ['misplaced-cache'],
  summary: 'A cache is to be in a folder that belongs to root',
  why: `Since Postfix 2.5, the programs that keep caches (of TLS sessions, verified addresses, clients of postscreen(8)) write them
as the user \`mail_owner\`, and only into a folder that belongs to that user. For a file in \`queue_directory\`, in
\`/etc/postfix\` or in another folder of root, they use \`data_directory\` instead, and log "request to update table ... in
non-postfix directory" each time they start. Old configurations have \`btree:\${queue_directory}/smtpd_scache\`.`,
  see: ['postconf(5) data_directory', 'src/global/data_redirect.c'],
  evidence: { kind: 'log', says: ['in non-postfix directory'], by: 'verify tlsmgr postscreen' },
  messages: {
    redirected: (d: { folder: string; name: string; file: string }) =>
      `\`${d.folder}\` belongs to root, so Postfix puts this cache into \`data_directory\`, with a warning each time: write \`$data_directory/${d.file}\` in \`${d.name}\``,
  },
  scope: 'setting',
  parameters: [
    'address_verify_map',
    'lmtp_tls_session_cache_database',
    'postscreen_cache_map',
    'smtp_tls_session_cache_database',
    'smtpd_tls_session_cache_database',
  ],
  check({ project, setting, resolved, parameter }, report) {
    if (parameter === undefined || !isReadable(resolved)) return
    const [table] = tablesOf(resolved, parameter.kind)
    if (table?.type === undefined || !moved.has(table.type.value)) return
    const slash = table.name.value.lastIndexOf('/')
    const folder = table.name.value.slice(0, slash)
    const known = (name: string) => {
      const value = project.base.get(name)
      return value !== undefined && isReadable(value) ? value.text : undefined
    }
    const isOfRoot = ofRoot.has(folder) || folder === known('queue_directory') || folder === known('config_directory')
    if (folder === '' || !isOfRoot || folder === known('data_directory')) return
    const file = table.name.value.slice(slash + 1)
    const start = `${table.type.value}:`
    const isPlain = setting.value.text.startsWith(start) && resolved.text === table.value
    const name = `$data_directory/${file}`
    report({
      at: table.name,
      say: ['redirected', { folder, name: setting.name, file }],
      fix: { title: `Write \`${start}${name}\``, edits: isPlain ? replaceValue(setting, start + name) : null },
    })
  },
  examples: [
    {
      title: 'In the queue directory',
      'main.cf': `
        compatibility_level = 3.6
        smtp_tls_security_level = may
        smtp_tls_session_cache_database = btree:«\${queue_directory}/smtp_scache»
      `,
      fixed: `
        compatibility_level = 3.6
        smtp_tls_security_level = may
        smtp_tls_session_cache_database = btree:$data_directory/smtp_scache
      `,
    },
    {
      title: 'In the configuration directory',
      'main.cf': `
        compatibility_level = 3.6
        address_verify_map = btree:«/etc/postfix/verify»
      `,
      fixed: `
        compatibility_level = 3.6
        address_verify_map = btree:$data_directory/verify
      `,
    },
    {
      title: 'In the data directory',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtp_tls_security_level = may
        smtp_tls_session_cache_database = lmdb:$data_directory/smtp_scache
        address_verify_map = proxy:lmdb:$data_directory/verify
      `,
    },
  ],
})
