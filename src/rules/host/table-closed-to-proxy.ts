import { mayAccess, octal } from '../../config/host/access.js'
import { accountsOf } from '../../config/host/accounts.js'
import { mailAccounts } from '../../config/host/mail-accounts.js'
import { tableFiles } from '../../config/host/table-files.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'table-closed-to-proxy',
  severity: 'error',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'A table behind `proxy:` cannot be read by Postfix',
  why: `Most programs open their tables as root, before they give up their privileges. proxymap(8), which opens the tables
behind \`proxy:\`, gives them up first: it reads the file, or the settings of a database client, as \`mail_owner\`. A mode such
as 0600 root is too strict then, and each lookup fails. Give the file the group of that account and mode 0640.`,
  see: ['proxymap(8)', 'DATABASE_README', 'src/proxymap/proxymap.c'],
  evidence: { kind: 'source', because: 'owners and modes of files of the host are not in an example' },
  messages: {
    closed: (d: { path: string; owner: string; mode: string }) =>
      `proxymap(8) runs as \`${d.owner}\`, which may not read \`${d.path}\` (mode ${d.mode}): each lookup fails and mail is deferred. Run \`chgrp ${d.owner} ${d.path}\` and \`chmod 640 ${d.path}\``,
  },
  scope: 'project',
  check({ project }, report) {
    const { owner } = mailAccounts(project)
    if (owner === undefined) return
    const accounts = accountsOf(project.facts)
    // A group of another source than the files may hold the account.
    if (accounts.group('no such group') !== 'missing') return
    for (const { mention, path, source, index } of tableFiles(project)) {
      const { text, span } = mention.spec
      if (!text.text.slice(0, span.start).endsWith('proxy:')) continue
      const read = index === undefined ? { path, fact: source } : index
      if (typeof read.fact === 'string' || mayAccess(accounts, owner, read.fact, 'read') !== false) continue
      const data = { path: read.path, owner: owner.name, mode: octal(read.fact.mode) }
      report({ at: mention.spec, say: ['closed', data] })
    }
  },
  examples: [
    {
      title: 'Settings for root alone',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        virtual_alias_maps = proxy:«mysql:/etc/postfix/aliases.cf»
      `,
      files: {
        '/etc/passwd': {
          text: 'root:x:0:0::/root:/bin/sh\npostfix:x:101:102::/:/bin/false\nnobody:x:65534:65534::/:/bin/false\n',
        },
        '/etc/group': { text: 'root:x:0:\npostfix:x:102:\npostdrop:x:103:\n' },
        '/etc/nsswitch.conf': { text: 'passwd: files\ngroup: files\n' },
        '/etc/postfix/aliases.cf': { mode: 0o600, text: 'password = example\n' },
      },
    },
    {
      title: 'Settings for the group of Postfix',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        virtual_alias_maps = proxy:mysql:/etc/postfix/aliases.cf
      `,
      files: {
        '/etc/passwd': {
          text: 'root:x:0:0::/root:/bin/sh\npostfix:x:101:102::/:/bin/false\nnobody:x:65534:65534::/:/bin/false\n',
        },
        '/etc/group': { text: 'root:x:0:\npostfix:x:102:\npostdrop:x:103:\n' },
        '/etc/nsswitch.conf': { text: 'passwd: files\ngroup: files\n' },
        '/etc/postfix/aliases.cf': { mode: 0o640, gid: 102, text: 'password = example\n' },
      },
    },
  ],
})
