import { tableFiles } from '../../config/host/table-files.js'
import { defineRule } from '../define.js'

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
  },
  scope: 'project',
  check({ project }, report) {
    for (const { mention, path, source, index, type, command } of tableFiles(project)) {
      if (index === undefined || typeof index.fact === 'string' || typeof source === 'string') continue
      if (source.modified <= index.fact.modified) continue
      const { spec, service } = mention
      const data = { path, type: type?.name ?? '', command }
      report({ at: spec, say: ['older', data], services: service === undefined ? [] : [service] })
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
