import { certainText } from '../../config/certain-values.js'
import { chrootedServices, jailOf } from '../../config/jail.js'
import type { Project } from '../../config/project.js'
import type { Service } from '../../config/service.js'
import { tableMentions } from '../../config/table-mentions.js'
import { defineRule } from '../define.js'

interface Need {
  readonly path: string
  readonly consequence: string
  readonly needs: (project: Project, service: Service) => boolean
}

const needs: readonly Need[] = [
  {
    path: '/dev/log',
    consequence: 'after a restart of the system logger it logs nothing any more',
    needs: project => certainText(project.base, 'maillog_file') === '',
  },
  {
    path: '/var/run/saslauthd/mux',
    consequence: 'logins that saslauthd checks fail',
    needs: (_project, service) =>
      service.program === 'smtpd' &&
      certainText(service.config, 'smtpd_sasl_auth_enable')?.toLowerCase() === 'yes' &&
      certainText(service.config, 'smtpd_sasl_type') === 'cyrus',
  },
  {
    path: '/var/run/mysqld/mysqld.sock',
    consequence: 'lookups in a database at `localhost` fail, unless they go through `proxy:`',
    needs: (project, service) =>
      tableMentions(project).some(
        ({ spec, parameter, service: only }) =>
          spec.type?.value === 'mysql' &&
          !spec.text.text.slice(0, spec.span.start).endsWith('proxy:') &&
          (only === undefined || only === service) &&
          (project.catalog.parameter(parameter)?.readBy.includes(service.program) ?? false),
      ),
  },
]

export default defineRule({
  id: 'jail-lacks-socket',
  severity: 'info',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'A socket that chrooted services use is not in the chroot jail',
  why: `A chrooted service reaches only what is below \`queue_directory\`. A socket of the system logger, of saslauthd or of a
database has to be made there as well (rsyslog: \`$AddUnixListenSocket\`; saslauthd: its option \`-m\`; tables: \`proxy:mysql:\`
asks from outside the jail).`,
  see: ['BASIC_CONFIGURATION_README', 'SASL_README', 'DATABASE_README'],
  evidence: { kind: 'source', because: 'what fails shows only when the socket is used from inside the jail' },
  messages: {
    lacks: (d: { service: string; path: string; copy: string; consequence: string }) =>
      `\`${d.service}\` runs in the chroot jail, where \`${d.path}\` would have to be \`${d.copy}\`, which is not there: ${d.consequence}`,
  },
  scope: 'project',
  check({ project }, report) {
    const jail = jailOf(project)
    if (jail === undefined) return
    for (const { path, consequence, needs: isNeeded } of needs) {
      const outside = project.facts.path(path)
      const copy = jail + path
      if (typeof outside === 'string' || outside.kind !== 'socket' || project.facts.path(copy) !== 'missing') continue
      const services = chrootedServices(project).filter(service => isNeeded(project, service))
      const [first] = services
      const column = first?.entry.fields.find(field => field.name === 'chroot')
      if (first === undefined || column === undefined) continue
      const data = { service: first.label, path, copy, consequence }
      report({ at: { file: project.master?.source.name ?? '', range: column.range }, say: ['lacks', data], services })
    }
  },
  examples: [
    {
      title: 'The socket of saslauthd',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
      `,
      'master.cf': `
        submission inet n - «y» - - smtpd
          -o smtpd_tls_security_level=encrypt
          -o smtpd_sasl_auth_enable=yes
      `,
      files: {
        '/var/run/saslauthd/mux': { kind: 'socket', mode: 0o777 },
        '/var/spool/postfix/var/run/saslauthd/mux': 'missing',
      },
    },
    {
      title: 'Not in a jail',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        smtpd_tls_chain_files = /etc/postfix/tls/chain.pem
      `,
      'master.cf': `
        submission inet n - n - - smtpd
          -o smtpd_tls_security_level=encrypt
          -o smtpd_sasl_auth_enable=yes
      `,
      files: {
        '/var/run/saslauthd/mux': { kind: 'socket', mode: 0o777 },
        '/var/spool/postfix/var/run/saslauthd/mux': 'missing',
      },
    },
  ],
})
