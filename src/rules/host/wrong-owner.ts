import { closedFolders } from '../../config/host/closed-folders.js'
import { type DirectoryParameter, directoryOf, isSecondaryInstance } from '../../config/host/directories.js'
import { mailAccounts } from '../../config/host/mail-accounts.js'
import { hostPlace } from '../../config/host/place.js'
import { someOf, type TreePath, treeOf } from '../../config/host/trees.js'
import type { Project } from '../../config/project.js'
import { defineRule } from '../define.js'

/** Queues that belong to the owner of the queue, with all that is in them. */
const queues = ['saved', 'incoming', 'active', 'defer', 'deferred', 'bounce', 'hold', 'trace', 'corrupt', 'flush']
/** Folders of sockets that belong to the owner of the queue. */
const socketFolders = ['public', 'private']
/** Copies of system files in a chroot jail. */
const jailFolders = ['bin', 'etc', 'lib', 'sbin', 'usr']

interface Demand {
  readonly parameter: DirectoryParameter
  readonly owner: 'root' | 'mail_owner'
  readonly paths: readonly TreePath[]
}

function alone(project: Project, path: string): readonly TreePath[] {
  const fact = project.facts.path(path)
  return typeof fact === 'string' ? [] : [{ path, fact }]
}

/** What `postfix check` demands of owners (`conf/postfix-script`). */
function* demands(project: Project): Generator<Demand> {
  const { facts } = project
  const trees: readonly DirectoryParameter[] = isSecondaryInstance(project)
    ? ['config_directory']
    : ['config_directory', 'daemon_directory', 'meta_directory', 'shlib_directory']
  for (const parameter of trees) {
    const directory = directoryOf(project, parameter)
    if (directory !== undefined) yield { parameter, owner: 'root', paths: treeOf(facts, directory) }
  }
  const data = directoryOf(project, 'data_directory')
  if (data !== undefined) yield { parameter: 'data_directory', owner: 'mail_owner', paths: treeOf(facts, data) }
  const queue = directoryOf(project, 'queue_directory')
  if (queue === undefined) return
  const parameter = 'queue_directory'
  const roots = [queue, `${queue}/pid`].flatMap(path => alone(project, path))
  const jail = jailFolders.flatMap(name => treeOf(facts, `${queue}/${name}`))
  yield { parameter, owner: 'root', paths: [...roots, ...jail] }
  const mail = queues.flatMap(name => treeOf(facts, `${queue}/${name}`))
  const sockets = socketFolders
    .flatMap(name => treeOf(facts, `${queue}/${name}`))
    .filter(({ fact }) => fact.kind !== 'socket' && fact.kind !== 'fifo')
  yield { parameter, owner: 'mail_owner', paths: [...mail, ...sockets, ...alone(project, `${queue}/maildrop`)] }
}

export default defineRule({
  id: 'wrong-owner',
  severity: 'warning',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'Files of Postfix belong to somebody else than they should',
  why: `Programs and configuration of Postfix belong to root, the queue and the data directory to \`mail_owner\`. A file with
another owner can be changed by that account, and Postfix may be unable to write what it has to. \`postfix check\` and
\`postfix start\` warn about each one ("not owned by root"). \`postfix set-permissions\` puts owners and modes right.`,
  see: ['postfix(1) check', 'conf/postfix-script'],
  evidence: { kind: 'log', says: ['not owned by'], by: 'postfix' },
  messages: {
    owner: (d: { some: string; uid: number; owner: string }) =>
      `User number ${d.uid} owns ${d.some}, which should belong to \`${d.owner}\`: that account can change how mail is handled, or Postfix cannot do its work. Run \`postfix set-permissions\``,
  },
  scope: 'project',
  check({ project }, report) {
    const { owner } = mailAccounts(project)
    // Those have a finding of their own.
    const seen = new Set(closedFolders(project).map(({ path }) => path))
    for (const demand of demands(project)) {
      const uid = demand.owner === 'root' ? 0 : owner?.uid
      if (uid === undefined) continue
      const wrong = demand.paths.filter(({ path, fact }) => fact.uid !== uid && !seen.has(path))
      for (const { path } of wrong) seen.add(path)
      const [first] = wrong
      if (first === undefined) continue
      const data = {
        some: someOf(wrong),
        uid: first.fact.uid,
        owner: demand.owner === 'root' ? 'root' : (owner?.name ?? ''),
      }
      report({ at: hostPlace(project, project.base, [demand.parameter]), say: ['owner', data] })
    }
  },
  examples: [
    {
      title: 'A table of a user',
      'main.cf': `
        «»compatibility_level = 3.6
        myhostname = mail.example.com
      `,
      files: {
        '/etc/postfix': { kind: 'directory', mode: 0o755, entries: ['main.cf', 'virtual'] },
        '/etc/postfix/main.cf': {},
        '/etc/postfix/virtual': { uid: 1000 },
      },
    },
    {
      title: 'A queue that was copied as root',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        queue_directory = «/srv/postfix»
      `,
      files: {
        '/etc/passwd': { text: 'root:x:0:0::/root:/bin/sh\npostfix:x:101:102::/:/bin/false\n' },
        '/srv/postfix': { kind: 'directory', mode: 0o755 },
        '/srv/postfix/saved': { kind: 'directory', mode: 0o700, uid: 0, entries: [] },
      },
    },
    {
      title: 'Owners as they should be',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
      `,
      files: {
        '/etc/passwd': {
          text: 'root:x:0:0::/root:/bin/sh\npostfix:x:101:102::/:/bin/false\nnobody:x:65534:65534::/:/bin/false\n',
        },
        '/etc/postfix': { kind: 'directory', mode: 0o755, entries: ['main.cf'] },
        '/etc/postfix/main.cf': {},
        '/var/spool/postfix/deferred': { kind: 'directory', mode: 0o700, uid: 101, entries: [] },
      },
    },
  ],
})
