import { partOfItem } from '../../config/elements.js'
import { mayAccess, octal, otherWritable } from '../../config/host/access.js'
import { accountsOf } from '../../config/host/accounts.js'
import type { Project } from '../../config/project.js'
import type { Table } from '../../config/tables.js'
import { defineRule } from '../define.js'

/** Number of the owner of a table, whose rights local(8) takes: of the index, if there is one. */
function ownerOf({ facts, catalog }: Project, { path, type }: Table): number | undefined {
  if (path === undefined || type === undefined) return undefined
  const info = catalog.tableType(type)
  const fact = facts.path(info?.compiled === true ? path + (info.indexSuffixes[0] ?? '') : path)
  return typeof fact === 'string' ? undefined : fact.uid
}

export default defineRule({
  id: 'unusable-include-file',
  severity: 'error',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'A file of addresses that an alias includes cannot be used',
  why: `\`:include:/file\` in an alias sends the mail to the addresses in the file. local(8) looks at the file when a message comes:
when it is missing, is no ordinary file, or everybody may write to it, the message is returned with "mail system configuration
error". The file is opened with the rights of the user who owns the table of aliases. For a table of root, commands in the file are run as
the owner of the file, so that owner has to be a user of the host.`,
  see: ['aliases(5)', 'local(8)', 'src/local/include.c'],
  evidence: {
    kind: 'log',
    says: [
      'cannot open include file',
      'cannot find username for uid',
      'unable to lookup :include: file',
      'is not a regular file',
      'is world writable',
    ],
    by: 'local',
  },
  messages: {
    missing: (d: { path: string; alias: string }) =>
      `There is no file \`${d.path}\`: mail for \`${d.alias}\` is returned ("mail system configuration error"). Create the file, or take it out of the alias`,
    other: (d: { path: string; alias: string }) =>
      `\`${d.path}\` is not an ordinary file: mail for \`${d.alias}\` is returned ("mail system configuration error")`,
    writable: (d: { path: string; alias: string; mode: string }) =>
      `Everybody may write to \`${d.path}\` (mode ${d.mode}), so local(8) refuses it: mail for \`${d.alias}\` is returned. Run \`chmod o-w ${d.path}\``,
    owner: (d: { path: string; alias: string; uid: number }) =>
      `\`${d.path}\` belongs to user number ${d.uid}, whom this host does not have: mail for \`${d.alias}\` is deferred. Give the file an owner`,
    denied: (d: { path: string; alias: string; owner: string; mode: string }) =>
      `The table of aliases belongs to \`${d.owner}\`, who may not read \`${d.path}\` (mode ${d.mode}): mail for \`${d.alias}\` is returned. Let that user read the file`,
  },
  scope: 'table',
  syntaxes: ['aliases'],
  check({ project, table }, report) {
    const accounts = accountsOf(project.facts)
    const uid = ownerOf(project, table)
    const owner = uid === undefined ? 'unknown' : accounts.userNumbered(uid)
    return {
      line(line) {
        if (line.type !== 'alias') return
        for (const target of line.targets) {
          const path = target.meaning
          const fact = target.kind === 'include' && path.startsWith('/') ? project.facts.path(path) : 'unknown'
          if (fact === 'unknown') continue
          const start = Math.max(0, target.value.indexOf(path))
          const at = partOfItem(target, start, start + path.length)
          const data = { path, alias: line.name }
          if (fact === 'missing') report({ at, say: ['missing', data] })
          else if (fact.kind !== 'file') report({ at, say: ['other', data] })
          else if ((fact.mode & otherWritable) !== 0)
            report({ at, say: ['writable', { ...data, mode: octal(fact.mode) }] })
          else if (uid === 0 && accounts.userNumbered(fact.uid) === 'missing')
            report({ at, say: ['owner', { ...data, uid: fact.uid }] })
          else if (uid !== 0 && typeof owner !== 'string' && mayAccess(accounts, owner, fact, 'read') === false)
            report({ at, say: ['denied', { ...data, owner: owner.name, mode: octal(fact.mode) }] })
        }
      },
    }
  },
  examples: [
    {
      title: 'A list that was deleted',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        alias_maps = lmdb:/etc/postfix/aliases
      `,
      tables: { aliases: 'postmaster: root\nroot: :include:«/etc/postfix/lists/staff»\n' },
      files: { '/etc/postfix/lists/staff': 'missing' },
    },
    {
      title: 'A list that everybody may write',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        alias_maps = lmdb:/etc/postfix/aliases
      `,
      tables: { aliases: 'postmaster: root\nroot: :include:«/etc/postfix/lists/staff»\n' },
      files: { '/etc/postfix/lists/staff': { mode: 0o666 } },
    },
    {
      title: 'A list of a user who is gone',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        alias_maps = lmdb:/etc/postfix/aliases
      `,
      tables: { aliases: 'postmaster: root\nroot: :include:«/etc/postfix/lists/staff»\n' },
      files: {
        '/etc/passwd': { text: 'root:x:0:0::/root:/bin/sh\npostfix:x:101:102::/:/bin/false\n' },
        '/etc/nsswitch.conf': { text: 'passwd: files\ngroup: files\n' },
        '/etc/postfix/aliases.lmdb': { uid: 0 },
        '/etc/postfix/lists/staff': { uid: 12_345, text: 'admin@example.net\n' },
      },
    },
    {
      title: 'A list that the owner of the aliases may not read',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        alias_maps = lmdb:/etc/postfix/aliases
      `,
      tables: { aliases: 'postmaster: root\nroot: :include:«/etc/postfix/lists/staff»\n' },
      files: {
        '/etc/passwd': {
          text: 'root:x:0:0::/root:/bin/sh\npostfix:x:101:102::/:/bin/false\nnobody:x:65534:65534::/:/bin/false\n',
        },
        '/etc/group': { text: 'root:x:0:\npostfix:x:102:\npostdrop:x:103:\n' },
        '/etc/nsswitch.conf': { text: 'passwd: files\ngroup: files\n' },
        '/etc/postfix/aliases.lmdb': { uid: 65_534, gid: 102 },
        '/etc/postfix/lists/staff': { mode: 0o600, text: 'admin@example.net\n' },
      },
    },
    {
      title: 'A list that is there',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        alias_maps = lmdb:/etc/postfix/aliases
        alias_database = $alias_maps
      `,
      tables: { aliases: 'postmaster: root\nroot: :include:/etc/postfix/lists/staff\n' },
      files: { '/etc/postfix/lists/staff': {} },
    },
  ],
})
