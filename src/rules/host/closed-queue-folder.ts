import { octal } from '../../config/host/access.js'
import { type ClosedFolder, closedFolders, type FolderUse } from '../../config/host/closed-folders.js'
import { hostPlace } from '../../config/host/place.js'
import { defineRule } from '../define.js'

const consequences: { readonly [U in FolderUse]: string } = {
  way: 'no program reaches the queue, and Postfix does not start',
  mail: 'messages in it are not found or none can be put there, and Postfix does not start',
  sockets: 'no service gets its socket, and Postfix does not start',
  data: 'there is no place for its lock and its caches, and Postfix does not start',
}

const verbs: { readonly [L in Exclude<ClosedFolder['lacks'], 'file'>]: string } = {
  read: 'list',
  write: 'write to',
  enter: 'enter',
}

export default defineRule({
  id: 'closed-queue-folder',
  severity: 'error',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'Postfix may not use a folder of its own queue',
  why: `Most of Postfix runs as \`mail_owner\`: it looks through the folders of the queue, makes the sockets of services in
\`private\` and \`public\`, and puts its lock into \`data_directory\`. When a folder belongs to another account (a queue copied
or restored as root is the usual cause), the start ends with "Permission denied". \`postfix set-permissions\` gives every
folder its owner and mode. Something else in the place of a folder has to be moved away.`,
  see: ['postfix(1) set-permissions', 'postconf(5) mail_owner', 'src/master/master.c', 'src/postsuper/postsuper.c'],
  evidence: {
    kind: 'log',
    says: ['Permission denied', 'unable to create missing queue directories'],
    by: 'postfix',
  },
  messages: {
    closed: (d: { path: string; owner: string; verb: string; mode: string; consequence: string }) =>
      `\`${d.owner}\` may not ${d.verb} \`${d.path}\` (mode ${d.mode}): ${d.consequence}. Run \`postfix set-permissions\``,
    other: (d: { path: string }) =>
      `\`${d.path}\` is no folder, and Postfix needs one there: it does not start. Move it away, and run \`postfix check\``,
  },
  scope: 'project',
  check({ project }, report) {
    for (const { path, fact, parameter, owner, lacks, use } of closedFolders(project)) {
      const at = hostPlace(project, project.base, [parameter])
      if (lacks === 'file') {
        report({ at, say: ['other', { path }] })
        continue
      }
      const data = {
        path,
        owner: owner.name,
        verb: verbs[lacks],
        mode: octal(fact.mode),
        consequence: consequences[use],
      }
      report({ at, say: ['closed', data] })
    }
  },
  examples: [
    {
      title: 'A queue that was copied as root',
      'main.cf': `
        «»compatibility_level = 3.6
        myhostname = mail.example.com
      `,
      files: {
        '/etc/passwd': { text: 'root:x:0:0::/root:/bin/sh\npostfix:x:101:102::/:/bin/false\n' },
        '/etc/group': { text: 'root:x:0:\npostfix:x:102:\npostdrop:x:103:\n' },
        '/var/spool/postfix/deferred': { kind: 'directory', mode: 0o700, uid: 0 },
      },
    },
    {
      title: 'A data directory of root',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        data_directory = «/srv/postfix-data»
      `,
      files: {
        '/etc/passwd': { text: 'root:x:0:0::/root:/bin/sh\npostfix:x:101:102::/:/bin/false\n' },
        '/etc/group': { text: 'root:x:0:\npostfix:x:102:\npostdrop:x:103:\n' },
        '/srv/postfix-data': { kind: 'directory', mode: 0o755, uid: 0 },
      },
    },
    {
      title: 'A folder for sockets in which Postfix can make none',
      'main.cf': `
        «»compatibility_level = 3.6
        myhostname = mail.example.com
      `,
      files: {
        '/etc/passwd': { text: 'root:x:0:0::/root:/bin/sh\npostfix:x:101:102::/:/bin/false\n' },
        '/etc/group': { text: 'root:x:0:\npostfix:x:102:\npostdrop:x:103:\n' },
        '/var/spool/postfix/private': { kind: 'directory', mode: 0o755, uid: 0 },
      },
    },
    {
      title: 'A file in the place of a folder',
      'main.cf': `
        «»compatibility_level = 3.6
        myhostname = mail.example.com
      `,
      files: {
        '/etc/passwd': { text: 'root:x:0:0::/root:/bin/sh\npostfix:x:101:102::/:/bin/false\n' },
        '/etc/group': { text: 'root:x:0:\npostfix:x:102:\npostdrop:x:103:\n' },
        '/var/spool/postfix/hold': { uid: 101 },
      },
    },
    {
      title: 'Folders of the owner',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
      `,
      files: {
        '/etc/passwd': {
          text: 'root:x:0:0::/root:/bin/sh\npostfix:x:101:102::/:/bin/false\nnobody:x:65534:65534::/:/bin/false\n',
        },
        '/etc/group': { text: 'root:x:0:\npostfix:x:102:\npostdrop:x:103:\n' },
        '/var/spool/postfix/deferred': { kind: 'directory', mode: 0o700, uid: 101 },
        '/var/spool/postfix/private': { kind: 'directory', mode: 0o700, uid: 101 },
      },
    },
  ],
})
