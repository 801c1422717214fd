import { octal } from '../../config/host/access.js'
import { directoryOf, isSecondaryInstance } from '../../config/host/directories.js'
import { mailAccounts } from '../../config/host/mail-accounts.js'
import { hostPlace } from '../../config/host/place.js'
import { defineRule } from '../define.js'

/** Set-gid, and executable for everybody. */
const demanded = 0o2111
/** Commands that act for the users of the host. */
const commands = ['postqueue', 'postdrop']
/** Folders that these commands use. */
const folders = ['public', 'maildrop']

export default defineRule({
  id: 'broken-submission-command',
  severity: 'warning',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'Users of the host cannot submit mail, since a command or folder for it lacks its group or mode',
  why: `postdrop(1) puts mail of local users and programs into the queue, postqueue(1) lists it. Both run with the rights of
\`setgid_group\` (mode 2755), and only that group may write into the folders \`maildrop\` and \`public\`. Copying a system with a
tool that drops these bits breaks local submission: "mail_queue_enter: create file maildrop/...: Permission denied".
\`postfix set-permissions\` repairs it.`,
  see: ['postfix(1) check', 'postdrop(1)', 'conf/postfix-script'],
  evidence: {
    kind: 'log',
    says: ['not owned by group', 'not set-gid or not owner+group+world executable'],
    by: 'postfix',
  },
  messages: {
    mode: (d: { path: string; mode: string }) =>
      `\`${d.path}\` has mode ${d.mode} and not 2755, so that users and programs of this host cannot submit mail. Run \`postfix set-permissions\``,
    group: (d: { path: string; group: string }) =>
      `\`${d.path}\` does not belong to the group \`${d.group}\`, so that users and programs of this host cannot submit mail. Run \`postfix set-permissions\``,
  },
  scope: 'project',
  check({ project }, report) {
    const { submission } = mailAccounts(project)
    const at = hostPlace(project, project.base, ['setgid_group'])
    const directory = isSecondaryInstance(project) ? undefined : directoryOf(project, 'command_directory')
    const queue = directoryOf(project, 'queue_directory')
    const programs = directory === undefined ? [] : commands.map(name => `${directory}/${name}`)
    const places = queue === undefined ? [] : folders.map(name => `${queue}/${name}`)
    for (const path of [...programs, ...places]) {
      const fact = project.facts.path(path)
      if (typeof fact === 'string') continue
      if (submission !== undefined && fact.gid !== submission.gid)
        report({ at, say: ['group', { path, group: submission.name }] })
      else if (programs.includes(path) && (fact.mode & demanded) !== demanded)
        report({ at, say: ['mode', { path, mode: octal(fact.mode) }] })
    }
  },
  examples: [
    {
      title: 'Copied without the set-gid bit',
      'main.cf': `
        «»compatibility_level = 3.6
        myhostname = mail.example.com
      `,
      files: {
        '/etc/group': { text: 'root:x:0:\npostdrop:x:103:\n' },
        '/usr/sbin/postdrop': { mode: 0o755, gid: 103 },
        '/usr/sbin/postqueue': { mode: 0o2755, gid: 103 },
      },
    },
    {
      title: 'The right group and mode',
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
        '/usr/sbin/postdrop': { mode: 0o2755, gid: 103 },
        '/usr/sbin/postqueue': { mode: 0o2755, gid: 103 },
        '/var/spool/postfix/maildrop': { kind: 'directory', mode: 0o1730, uid: 101, gid: 103 },
      },
    },
  ],
})
