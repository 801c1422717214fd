import { attributeNamed, readCommandLine } from '../../config/command-attributes.js'
import { mayAccess } from '../../config/host/access.js'
import { accountsOf } from '../../config/host/accounts.js'
import { commandUser } from '../../config/host/mail-accounts.js'
import { useOf } from '../../config/host/service-use.js'
import type { Project } from '../../config/project.js'
import type { Service } from '../../config/service.js'
import { defineRule } from '../define.js'

/** Why a pipe(8) service cannot work in its `directory=`; undefined when it can, or that is not certain. */
function badWorkingDirectory({ facts }: Project, service: Service, user: string | undefined, path: string) {
  const fact = facts.path(path)
  if (typeof fact === 'string') return fact === 'missing' ? 'missing' : undefined
  if (fact.kind !== 'directory') return 'other'
  const accounts = accountsOf(facts)
  const account = user === undefined ? 'unknown' : accounts.user(user)
  if (typeof account === 'string' || service.program !== 'pipe') return undefined
  return mayAccess(accounts, account, fact, 'execute') === false ? 'closed' : undefined
}

export default defineRule({
  id: 'unusable-working-directory',
  severity: 'error',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'A command cannot be run in the directory that its service names',
  why: `A pipe(8) service with \`directory=\` enters that directory, as the user of \`user=\`, before it runs its command. When the directory
is not there, or that user may not enter it, the service stops with a fatal error ("cannot change directory to"), and its
mail waits in the queue.`,
  see: ['pipe(8)', 'src/global/pipe_command.c'],
  evidence: { kind: 'log', says: ['cannot change directory to'], by: 'pipe' },
  messages: {
    missing: (d: { path: string }) =>
      `There is no directory \`${d.path}\`: this service stops with a fatal error, and its mail waits in the queue. Create it, or name the right one`,
    other: (d: { path: string }) =>
      `\`${d.path}\` is not a directory: this service stops with a fatal error, and its mail waits in the queue`,
    closed: (d: { path: string; user: string }) =>
      `\`${d.user}\` may not enter \`${d.path}\`: this service stops with a fatal error, and its mail waits in the queue. Let that user in`,
  },
  scope: 'project',
  check({ project }, report) {
    for (const service of project.services) {
      const line = service.program === 'pipe' ? readCommandLine(project.catalog, service) : undefined
      const directory = line && attributeNamed(line, 'directory')
      const path = directory?.value.text ?? ''
      if (directory === undefined || !path.startsWith('/') || path.includes('$')) continue
      const user = commandUser(project, service)?.user.value
      const fault = badWorkingDirectory(project, service, user, path)
      const use = useOf(project, service)
      if (fault === undefined || use === 'unused') continue
      report({
        at: { text: directory.value, span: { start: 0, end: path.length } },
        say: fault === 'closed' ? [fault, { path, user: user ?? '' }] : [fault, { path }],
        services: [service],
        severity: use === 'used' ? 'error' : 'info',
      })
    }
  },
  examples: [
    {
      title: 'A command is to run in a directory that is not there',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        mydestination = $myhostname, localhost
        alias_maps =
        mailbox_transport = archive
      `,
      'master.cf': `
        archive unix - n n - - pipe
          user=nobody directory=«/srv/archive» argv=/bin/cat
      `,
      files: { '/srv/archive': 'missing' },
    },
    {
      title: 'A command is to run in a directory of somebody else',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        mydestination = $myhostname, localhost
        alias_maps =
        mailbox_transport = archive
      `,
      'master.cf': `
        archive unix - n n - - pipe
          user=nobody directory=«/srv/archive» argv=/bin/cat
      `,
      files: {
        '/etc/passwd': {
          text: 'root:x:0:0::/root:/bin/sh\npostfix:x:101:102::/:/bin/false\nnobody:x:65534:65534::/:/bin/false\n',
        },
        '/etc/group': { text: 'root:x:0:\npostfix:x:102:\npostdrop:x:103:\nnogroup:x:65534:\n' },
        '/srv/archive': { kind: 'directory', mode: 0o700 },
      },
    },
    {
      title: 'A directory of the user',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        mydestination = $myhostname, localhost
        alias_maps =
        mailbox_transport = archive
      `,
      'master.cf': `
        archive unix - n n - - pipe
          user=nobody directory=/srv/archive argv=/bin/cat
      `,
      files: {
        '/etc/passwd': {
          text: 'root:x:0:0::/root:/bin/sh\npostfix:x:101:102::/:/bin/false\nnobody:x:65534:65534::/:/bin/false\n',
        },
        '/etc/group': { text: 'root:x:0:\npostfix:x:102:\npostdrop:x:103:\nnogroup:x:65534:\n' },
        '/srv/archive': { kind: 'directory', mode: 0o700, uid: 65_534, gid: 65_534 },
      },
    },
  ],
})
