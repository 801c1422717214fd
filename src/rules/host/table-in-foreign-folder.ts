import { folderOf } from '../../config/host/named-files.js'
import { tableFiles } from '../../config/host/table-files.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'table-in-foreign-folder',
  severity: 'warning',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'A table of root lies in a folder of somebody else',
  why: `Who owns a folder can put another file in the place of any that is in it: what Postfix looks up there is in that user's
hands, and while root indexes the table, so can be the files of root. Give the table, its index and the folder the same owner;
postmap(1) makes the index as the owner of the text. From Postfix 3.12 on it warns ("Creating root-owned database file(s) in
non-root-owned directory").`,
  see: ['postmap(1)', 'postalias(1)', 'src/postmap/postmap.c'],
  evidence: { kind: 'source', because: 'the warning came with Postfix 3.12, the proof runs 3.7' },
  messages: {
    folder: (d: { path: string; folder: string; uid: number; command: string }) =>
      `\`${d.path}\` belongs to root and lies in \`${d.folder}\` of user number ${d.uid}, who can replace it, or trick root while \`${d.command}\` runs. Give both the same owner`,
  },
  scope: 'project',
  check({ project }, report) {
    for (const { mention, path, type, source, command } of tableFiles(project)) {
      if (type?.compiled !== true || source === 'missing' || source.kind !== 'file' || source.uid !== 0) continue
      const folder = folderOf(path)
      const fact = project.facts.path(folder)
      if (typeof fact === 'string' || fact.uid === 0) continue
      const services = mention.service === undefined ? [] : [mention.service]
      report({ at: mention.spec, say: ['folder', { path, folder, uid: fact.uid, command }], services })
    }
  },
  examples: [
    {
      title: 'Indexed as root in the folder of a user',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        transport_maps = «lmdb:/home/admin/mail/transport»
      `,
      files: {
        '/home/admin/mail': { kind: 'directory', mode: 0o755, uid: 1000 },
        '/home/admin/mail/transport': {},
        '/home/admin/mail/transport.lmdb': {},
      },
    },
    {
      title: 'All of it belongs to one user',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        transport_maps = lmdb:/home/admin/mail/transport
      `,
      files: {
        '/home/admin/mail': { kind: 'directory', mode: 0o755, uid: 1000 },
        '/home/admin/mail/transport': { uid: 1000 },
        '/home/admin/mail/transport.lmdb': { uid: 1000 },
      },
    },
  ],
})
