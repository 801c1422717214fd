import { nameLocation } from '../../config/elements.js'
import { ignores, programReads } from '../../config/program-reads.js'
import type { Project } from '../../config/project.js'
import type { Service } from '../../config/service.js'
import { renameSetting } from '../../config/setting-edits.js'
import { defineRule } from '../define.js'

/** The same thing for the other side of SMTP. */
const sides = ['smtpd_', 'smtp_', 'lmtp_'] as const

function otherSide(project: Project, service: Service, name: string): string | undefined {
  const side = sides.find(beginning => name.startsWith(beginning))
  const reads = programReads(project.catalog, service.program)
  if (side === undefined || reads === undefined) return undefined
  return sides.map(other => other + name.slice(side.length)).find(other => other !== name && reads.directly(other))
}

function listed(programs: readonly string[]): string {
  // proxymap(8) reads every parameter that may hold a table, only to know which tables it may open.
  const names = programs
    .filter(program => program !== 'oqmgr' && program !== 'proxymap')
    .map(program => `\`${program}\``)
  return names.length <= 3 ? names.join(', ') : `${names.slice(0, 2).join(', ')} and others`
}

export default defineRule({
  id: 'override-never-read',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A `-o` that the program of this service does not read',
  why: `\`-o name=value\` in master.cf sets a parameter for one program only. When that program does not read the parameter,
nothing happens, and Postfix does not complain. Parameters of the SMTP server (\`smtpd_...\`) belong to services that run
\`smtpd\`, those of the SMTP client (\`smtp_...\`) to services that run \`smtp\`. The limits for the delivery through a
transport (\`..._destination_concurrency_limit\`) are read by the queue manager: they belong into main.cf, with the name
of the transport in front.`,
  see: ['master(5)', 'postconf(5)', 'src/master/mail_conf.c'],
  evidence: {
    kind: 'source',
    because:
      'each program looks up only the names of its own parameter tables (`CONFIG_*_TABLE`), and logs nothing about others',
  },
  messages: {
    unread: (d: { name: string; program: string; readers: string }) =>
      `\`${d.program}\` does not read \`${d.name}\`, so this \`-o\` has no effect; it is for ${d.readers}`,
    side: (d: { name: string; program: string; meant: string }) =>
      `\`${d.program}\` does not read \`${d.name}\`, so this \`-o\` has no effect. Did you mean \`${d.meant}\`?`,
    queue: (d: { name: string; program: string; inMain: string }) =>
      `Only the queue manager reads \`${d.name}\`, not \`${d.program}\`: this \`-o\` has no effect. Set \`${d.inMain}\` in main.cf instead`,
  },
  scope: 'setting',
  check({ project, setting, service, parameter, view }, report) {
    if (service === undefined || !ignores(project, service, setting.name)) return
    const { name } = setting
    const { program } = service
    const at = nameLocation(setting)
    const readers = parameter?.readBy ?? project.catalog.transportFamily(name)?.readBy ?? []
    if (readers.includes('qmgr') && !name.startsWith('qmgr_')) {
      const suffix = project.catalog.transportSuffixes().find(ending => name.endsWith(ending))
      const inMain = suffix === undefined || service.type !== 'unix' ? name : service.name + suffix
      report({ at, say: ['queue', { name, program, inMain }] })
      return
    }
    const meant = otherSide(project, service, name)
    if (meant === undefined) {
      if (readers.length > 0) report({ at, say: ['unread', { name, program, readers: listed(readers) }] })
      return
    }
    const edits = renameSetting(setting, meant, view)
    report({ at, say: ['side', { name, program, meant }], fix: { title: `Write \`${meant}\``, edits } })
  },
  examples: [
    {
      title: 'A parameter of the server at the client',
      'master.cf': `
        relay unix - - n - - smtp
          -o «smtpd_tls_security_level»=encrypt
      `,
      fixed: `
        relay unix - - n - - smtp
          -o smtp_tls_security_level=encrypt
      `,
    },
    {
      title: 'A limit that the queue manager enforces',
      'master.cf': `
        slow unix - - n - - smtp
          -o «slow_destination_concurrency_limit»=2
      `,
    },
    {
      title: 'Restrictions at postscreen',
      'master.cf': `
        smtp inet n - n - 1 postscreen
          -o «smtpd_client_restrictions»=permit_mynetworks
        smtpd pass - - n - - smtpd
      `,
    },
    {
      title: 'Read through the default of another parameter',
      clean: true,
      'main.cf': `
        myhostname = mail.example.com
      `,
      'master.cf': `
        tlsproxy unix - - n - 0 tlsproxy
          -o smtpd_tls_security_level=may
      `,
    },
  ],
})
