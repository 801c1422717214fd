import { serverNameEntries } from '../../config/host/index-sources.js'
import { type TableFile, tableFiles } from '../../config/host/table-files.js'
import type { Project } from '../../config/project.js'
import { defineRule } from '../define.js'

/** The first file of keys that is newer than the index with a copy of it (`tls_server_sni_maps`). */
function newerKeys(project: Project, table: TableFile, made: number): string | undefined {
  if (table.mention.use.name !== 'server-name') return undefined
  const paths = serverNameEntries(table).flatMap(({ value }) => value.split(/[\s,]+/))
  return paths.find(path => {
    const fact = path.startsWith('/') ? project.facts.path(path) : 'unknown'
    return typeof fact !== 'string' && fact.modified > made
  })
}

export default defineRule({
  id: 'outdated-index',
  severity: 'warning',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'A table was changed after it was indexed',
  why: `Postfix looks things up in the index, not in the text that people edit. A change has no effect until postmap(1), or
postalias(1) for aliases, has made the index anew. Postfix warns when it opens such a table ("database ... is older than source
file"), but not in the first 100 seconds after the change. It notices a new index by itself; no reload is needed.`,
  see: ['postmap(1)', 'DATABASE_README', 'src/util/dict_open.c'],
  evidence: { kind: 'log', says: ['is older than source file'], by: 'postfix' },
  messages: {
    older: (d: { path: string; type: string; command: string }) =>
      `\`${d.path}\` was changed after its index was made: Postfix still uses the old contents. Run \`${d.command} ${d.type}:${d.path}\``,
    keys: (d: { path: string; keys: string; type: string }) =>
      `\`${d.keys}\` was changed after the index of \`${d.path}\` was made, which has a copy of it: the old certificate is still shown. Run \`postmap -F ${d.type}:${d.path}\``,
  },
  scope: 'project',
  check({ project }, report) {
    for (const table of tableFiles(project)) {
      const { mention, path, source, index, type, command } = table
      if (index === undefined || typeof index.fact === 'string' || typeof source === 'string') continue
      const { spec, service } = mention
      const services = service === undefined ? [] : [service]
      const keys = newerKeys(project, table, index.fact.modified)
      if (source.modified > index.fact.modified)
        report({ at: spec, say: ['older', { path, type: type?.name ?? '', command }], services })
      else if (keys !== undefined) report({ at: spec, say: ['keys', { path, keys, type: type?.name ?? '' }], services })
    }
  },
  examples: [
    {
      title: 'Edited, and not indexed again',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        transport_maps = «lmdb:/etc/postfix/transport»
      `,
      tables: { transport: 'example.net smtp:[192.0.2.25]\n' },
      files: {
        '/etc/postfix/transport': { modified: 2_000_000 },
        '/etc/postfix/transport.lmdb': { modified: 1_000_000 },
      },
    },
    {
      title: 'A certificate was renewed, and the table with a copy of it was not indexed again',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        smtpd_tls_security_level = may
        smtpd_tls_chain_files = /etc/postfix/tls/chain.pem
        tls_server_sni_maps = «lmdb:/etc/postfix/server-names»
      `,
      files: {
        '/etc/postfix/server-names': { modified: 1000, text: 'mail.example.net /etc/postfix/tls/net.pem\n' },
        '/etc/postfix/server-names.lmdb': { modified: 2000 },
        '/etc/postfix/tls/net.pem': { modified: 3000, mode: 0o600 },
      },
    },
    {
      title: 'The index is newer',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        transport_maps = lmdb:/etc/postfix/transport
      `,
      tables: { transport: 'example.net smtp:[192.0.2.25]\n' },
      files: {
        '/etc/postfix/transport': { modified: 1_000_000 },
        '/etc/postfix/transport.lmdb': { modified: 2_000_000 },
      },
    },
  ],
})
