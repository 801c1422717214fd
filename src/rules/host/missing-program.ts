import { certainText } from '../../config/certain-values.js'
import { octal } from '../../config/host/access.js'
import { type NamedProgram, namedPrograms } from '../../config/host/named-programs.js'
import { useOf } from '../../config/host/service-use.js'
import type { Project } from '../../config/project.js'
import { defineRule } from '../define.js'

function consequenceOf({ role, service }: NamedProgram): string {
  switch (role) {
    case 'daemon':
      return `the service \`${service?.label ?? ''}\` never works: master(8) tries to start it again and again`
    case 'spawn':
      return 'who connects to this service gets no answer'
    case 'pipe':
      return 'mail for this service is returned or waits in the queue ("command not found")'
    case 'command':
      return 'mail for local users is returned or waits in the queue ("command not found")'
    case 'compressor':
      return '`postfix logrotate` fails, and the log file grows without end'
  }
  return role satisfies never
}

/** True for a path made of a `daemon_directory` that holds no `master`: the daemons of this host are somewhere else. */
function isForeignBuild(path: string, project: Project): boolean {
  const directory = certainText(project.base, 'daemon_directory')
  if (directory === undefined || !path.startsWith(`${directory}/`)) return false
  return typeof project.facts.path(`${directory}/master`) === 'string'
}

export default defineRule({
  id: 'missing-program',
  severity: 'error',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'A program is named that the host does not have',
  why: `The last column of master.cf names a program in \`daemon_directory\`, \`argv=\` one anywhere on the host, and
\`mailbox_command\` one for the mail of local users. Postfix looks for it when it is needed, not at the start: the mail comes in,
and then stays or is returned. Often a package was not installed (a filter, a policy server, Dovecot's \`deliver\`), or the
path is that of another distribution.`,
  see: ['master(5)', 'pipe(8)', 'spawn(8)', 'postconf(5) mailbox_command'],
  evidence: { kind: 'log', says: ['No such file or directory', 'command not found'], by: 'master' },
  messages: {
    missing: (d: { path: string; consequence: string }) =>
      `This host has no program \`${d.path}\`: ${d.consequence}. Install it, or write its right path`,
    other: (d: { path: string; consequence: string }) => `\`${d.path}\` is not a program: ${d.consequence}`,
    mode: (d: { path: string; mode: string; consequence: string }) =>
      `\`${d.path}\` may not be run (mode ${d.mode}): ${d.consequence}. Run \`chmod +x ${d.path}\``,
  },
  scope: 'project',
  check({ project }, report) {
    for (const program of namedPrograms(project)) {
      const { path, place: at, service, role } = program
      const fact = project.facts.path(path)
      // Where the daemons lie is a matter of the build: a default that is wrong here says nothing about the services.
      if (fact === 'unknown' || (role === 'daemon' && isForeignBuild(path, project))) continue
      const use = service === undefined || role === 'daemon' ? 'used' : useOf(project, service)
      if (use === 'unused') continue
      const severity = use === 'used' ? 'error' : 'info'
      const services = service === undefined ? [] : [service]
      const data = { path, consequence: consequenceOf(program) }
      if (fact === 'missing') report({ at, say: ['missing', data], services, severity })
      else if (fact.kind !== 'file') report({ at, say: ['other', data], services, severity })
      else if ((fact.mode & 0o111) === 0)
        report({ at, say: ['mode', { ...data, mode: octal(fact.mode) }], services, severity })
    }
  },
  examples: [
    {
      title: 'A filter that is not installed',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        mailbox_transport = archive
      `,
      'master.cf': `
        archive unix - n n - - pipe
          flags=R user=archive argv=«/usr/local/bin/archive» \${recipient}
      `,
      files: { '/usr/local/bin/archive': 'missing' },
    },
    {
      title: 'A daemon that this release does not have',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
      `,
      'master.cf': `
        127.0.0.1:2525 inet n - n - - «/etc/postfix/smtpd-old»
      `,
      files: { '/etc/postfix/smtpd-old': 'missing' },
    },
    {
      title: 'An entry that came with Postfix and that no mail goes to',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
      `,
      'master.cf': `
        maildrop unix - n n - - pipe
          flags=DRXhu user=vmail argv=/usr/bin/maildrop -d \${recipient}
      `,
      files: { '/usr/bin/maildrop': 'missing' },
    },
    {
      title: 'A filter that is there',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
      `,
      'master.cf': `
        archive unix - n n - - pipe
          flags=R user=archive argv=/usr/local/bin/archive \${recipient}
      `,
      files: { '/usr/local/bin/archive': { mode: 0o755 } },
    },
  ],
})
