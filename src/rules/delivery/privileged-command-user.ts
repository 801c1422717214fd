import { attributeNamed, readCommandLine } from '../../config/command-attributes.js'
import type { ValuePlace } from '../../config/elements.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'privileged-command-user',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A command is to run as root or as the owner of the mail queue',
  why: `pipe(8) and spawn(8) do not run a command as root, nor as the owner of the mail queue (\`mail_owner\`, \`postfix\` unless
changed), nor with their groups: a mistake in the command could then take over the system or the queue. They stop with a fatal
error instead, and mail for the service stays in the queue. Use an account of its own for the command.`,
  see: ['pipe(8)', 'spawn(8)', 'src/pipe/pipe.c'],
  evidence: {
    kind: 'log',
    says: ['specifies root privileges', 'specifies mail system owner', 'specifies privileged group id'],
    by: 'pipe',
  },
  messages: {
    user: (d: { program: string; user: string; what: string }) =>
      `\`${d.program}\` refuses to run a command as \`${d.user}\` (${d.what}) and stops with a fatal error. Use an account of its own`,
    group: (d: { program: string; group: string }) =>
      `\`${d.program}\` refuses to run a command with the group \`${d.group}\` and stops with a fatal error. Use a group of its own`,
    empty: (d: { program: string }) =>
      `\`user=\` is empty: \`${d.program}\` stops with a fatal error, and mail for it stays in the queue`,
  },
  scope: 'service',
  programs: ['pipe', 'spawn'],
  check({ project, service, config }, report) {
    const line = readCommandLine(project.catalog, service)
    const user = line && attributeNamed(line, 'user')
    if (user === undefined) return
    const { program } = service
    const { text } = user.value
    const colon = text.indexOf(':')
    const name = colon < 0 ? text : text.slice(0, colon)
    const group = colon < 0 ? '' : text.slice(colon + 1)
    const place = (start: number, end: number): ValuePlace => ({ text: user.value, span: { start, end } })
    const owner = config.get('mail_owner')?.text
    if (name === '')
      report({ at: { file: project.master?.source.name ?? '', range: user.range }, say: ['empty', { program }] })
    else if (name === 'root')
      report({ at: place(0, name.length), say: ['user', { program, user: name, what: 'all privileges' }] })
    else if (name === owner)
      report({ at: place(0, name.length), say: ['user', { program, user: name, what: 'owner of the queue' }] })
    else if (group === 'root' || (program === 'pipe' && group !== '' && group === config.get('setgid_group')?.text)) {
      report({ at: place(colon + 1, text.length), say: ['group', { program, group }] })
    }
  },
  examples: [
    {
      title: 'root',
      'main.cf': `
        compatibility_level = 3.6
        local_transport = archive
      `,
      'master.cf': `
        pickup unix n - n 60 1 pickup
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
        rewrite unix - - n - - trivial-rewrite
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        trace unix - - n - 0 bounce
        archive unix - n n - - pipe
          flags=R user=«root» argv=/usr/local/bin/archive
      `,
    },
    {
      title: 'The owner of the queue',
      'main.cf': `
        compatibility_level = 3.6
        local_transport = archive
      `,
      'master.cf': `
        pickup unix n - n 60 1 pickup
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
        rewrite unix - - n - - trivial-rewrite
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        trace unix - - n - 0 bounce
        archive unix - n n - - pipe
          flags=R user=«postfix» argv=/usr/local/bin/archive
      `,
    },
    {
      title: 'The group of root',
      'main.cf': `
        compatibility_level = 3.6
        local_transport = archive
      `,
      'master.cf': `
        pickup unix n - n 60 1 pickup
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
        rewrite unix - - n - - trivial-rewrite
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        trace unix - - n - 0 bounce
        archive unix - n n - - pipe
          flags=R user=nobody:«root» argv=/usr/local/bin/archive
      `,
    },
    {
      title: 'An account of its own',
      clean: true,
      'master.cf': `
        archive unix - n n - - pipe
          flags=R user=archive:archive argv=/usr/local/bin/archive
      `,
    },
  ],
})
