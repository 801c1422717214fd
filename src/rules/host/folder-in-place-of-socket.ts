import { disabledServices } from '../../config/disabled-services.js'
import { directoryOf } from '../../config/host/directories.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'folder-in-place-of-socket',
  severity: 'error',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'Something else stands where a service of master.cf has its socket',
  why: `At its start master(8) makes a socket for each \`unix\` service, and a named pipe for each \`fifo\` one, in the folder
\`private\` or \`public\` of the queue. It takes away what is left there of an earlier run, but it cannot take away a folder, and stops with
"remove private/...: Is a directory". An ordinary file goes away at the next start; until then nobody reaches the service ("is
not a socket or a fifo").`,
  see: ['master(5)', 'src/util/unix_listen.c', 'src/util/fifo_listen.c', 'src/global/mail_trigger.c'],
  evidence: { kind: 'log', says: ['Is a directory', 'Operation not permitted'], by: 'master' },
  messages: {
    folder: (d: { path: string; service: string }) =>
      `\`${d.path}\` is a folder, where \`${d.service}\` has its socket: Postfix cannot remove it, and stops at the start. Move it away`,
    file: (d: { path: string; service: string }) =>
      `\`${d.path}\` is an ordinary file, where \`${d.service}\` has its socket: nobody reaches the service before Postfix is started anew`,
  },
  scope: 'project',
  check({ project }, report) {
    const queue = directoryOf(project, 'queue_directory')
    const file = project.master?.source.name
    if (queue === undefined || file === undefined) return
    const off = disabledServices(project)
    for (const service of project.services) {
      if (service.type === 'inet' || service.isPrivate === undefined || off.has(service)) continue
      const path = `${queue}/${service.isPrivate ? 'private' : 'public'}/${service.name}`
      const fact = project.facts.path(path)
      if (typeof fact === 'string' || (fact.kind !== 'directory' && fact.kind !== 'file')) continue
      const at = { file, range: service.entry.service.range }
      const data = { path, service: service.label }
      if (fact.kind === 'directory') report({ at, say: ['folder', data], services: [service] })
      else report({ at, say: ['file', data], services: [service], severity: 'info' })
    }
  },
  examples: [
    {
      title: 'A folder with the name of a service',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
      `,
      'master.cf': `
        «archive» unix - - n - - smtp
      `,
      files: {
        '/etc/passwd': { text: 'root:x:0:0::/root:/bin/sh\npostfix:x:101:102::/:/bin/false\n' },
        '/var/spool/postfix/private': { kind: 'directory', mode: 0o700, uid: 101 },
        '/var/spool/postfix/private/archive': { kind: 'directory', mode: 0o755, uid: 101 },
      },
    },
    {
      title: 'A socket of an earlier run',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
      `,
      'master.cf': `
        archive unix - - n - - smtp
      `,
      files: { '/var/spool/postfix/private/archive': { kind: 'socket', mode: 0o666, uid: 101 } },
    },
  ],
})
