import { accountsOf } from '../../config/host/accounts.js'
import { tableFiles } from '../../config/host/table-files.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'alias-table-of-unknown-user',
  severity: 'error',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'Aliases belong to a user whom the host does not have',
  why: `local(8) runs the commands of an alias with the rights of the user who owns the table, of the index if it has one. When that
number is in no password file, mail for each alias of the table stays in the queue ("cannot find alias database owner").
This comes of a copy from another host. Tables of root are delivered as \`default_privs\`.`,
  see: ['local(8)', 'aliases(5)', 'src/local/alias.c'],
  evidence: { kind: 'log', says: ['cannot find alias database owner'], by: 'local' },
  messages: {
    owner: (d: { path: string; uid: number }) =>
      `\`${d.path}\` belongs to user number ${d.uid}, whom this host does not have: mail for each alias in it is deferred. Run \`chown root ${d.path}\``,
  },
  scope: 'project',
  check({ project }, report) {
    const accounts = accountsOf(project.facts)
    for (const { mention, path, source, index } of tableFiles(project)) {
      if (mention.use.name !== 'aliases') continue
      const read = index ?? { path, fact: source }
      if (typeof read.fact === 'string' || accounts.userNumbered(read.fact.uid) !== 'missing') continue
      const services = mention.service === undefined ? [] : [mention.service]
      report({ at: mention.spec, say: ['owner', { path: read.path, uid: read.fact.uid }], services })
    }
  },
  examples: [
    {
      title: 'Copied from another host',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        alias_maps = «texthash:/etc/postfix/aliases»
      `,
      tables: { aliases: 'root admin@example.net\n' },
      files: {
        '/etc/passwd': { text: 'root:x:0:0::/root:/bin/sh\npostfix:x:101:102::/:/bin/false\n' },
        '/etc/nsswitch.conf': { text: 'passwd: files\ngroup: files\n' },
        '/etc/postfix/aliases': { uid: 12_345 },
      },
    },
    {
      title: 'Aliases of root',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        alias_maps = texthash:/etc/postfix/aliases
      `,
      tables: { aliases: 'root admin@example.net\npostmaster root\n' },
      files: {
        '/etc/passwd': {
          text: 'root:x:0:0::/root:/bin/sh\npostfix:x:101:102::/:/bin/false\nnobody:x:65534:65534::/:/bin/false\n',
        },
        '/etc/nsswitch.conf': { text: 'passwd: files\ngroup: files\n' },
        '/etc/postfix/aliases': { uid: 0 },
      },
    },
  ],
})
