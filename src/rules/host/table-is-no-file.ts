import { tableFiles } from '../../config/host/table-files.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'table-is-no-file',
  severity: 'error',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'A directory or device is named as a lookup table',
  why: `A table is read from a file. Postfix cannot open a directory as one ("Is a directory"): lookups fail, and mail that needs
them is deferred.`,
  see: ['DATABASE_README', 'src/util/dict_open.c'],
  evidence: { kind: 'log', says: ['Is a directory'], by: 'postfix' },
  messages: {
    directory: (d: { path: string; what: string; parameter: string }) =>
      `\`${d.path}\` is ${d.what}, not a file: lookups fail, and mail that needs them is deferred (\`${d.parameter}\`). Name the file in it`,
  },
  scope: 'project',
  check({ project }, report) {
    for (const { mention, path, source } of tableFiles(project)) {
      // Tables may be made by a program that writes into a FIFO.
      if (source === 'missing' || source.kind === 'file' || source.kind === 'fifo') continue
      const { spec, parameter, service } = mention
      const what = source.kind === 'directory' ? 'a directory' : source.kind === 'socket' ? 'a socket' : 'a device'
      report({
        at: spec,
        say: ['directory', { path, what, parameter }],
        services: service === undefined ? [] : [service],
      })
    }
  },
  examples: [
    {
      title: 'A directory of tables',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        transport_maps = «texthash:/etc/postfix/maps»
      `,
      files: { '/etc/postfix/maps': { kind: 'directory', mode: 0o755 } },
    },
    {
      title: 'A file',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        transport_maps = texthash:/etc/postfix/maps/transport
      `,
      files: { '/etc/postfix/maps/transport': {} },
    },
  ],
})
