import { certainSwitch, certainText } from '../../config/certain-values.js'
import { chrootedServices, jailFile, jailOf } from '../../config/jail.js'
import { words } from '../../config/mail-path.js'
import type { Project } from '../../config/project.js'
import type { Service } from '../../config/service.js'
import { defineRule, type Severity } from '../define.js'

/** Programs that ask the DNS after they have gone into the jail. */
const dnsPrograms = new Set(['smtp', 'smtpd', 'dnsblog', 'qmqpd'])

interface Need {
  readonly path: string
  readonly consequence: string
  readonly needs: (project: Project, service: Service) => boolean
  readonly severity: (project: Project) => Severity
}

const needs: readonly Need[] = [
  {
    path: '/etc/resolv.conf',
    consequence: 'DNS lookups fail and mail is deferred ("Host or domain name not found")',
    needs: (_project, service) => dnsPrograms.has(service.program),
    severity: project => (usesOtherNameserver(project) ? 'error' : 'warning'),
  },
  {
    path: '/etc/services',
    consequence: 'the port `smtp` has no number ("unknown service: smtp/tcp") and no mail is sent',
    // From 3.6 on the usual names are known without the file.
    needs: (project, service) =>
      service.program === 'smtp' && project.catalog.parameter('known_tcp_ports') === undefined,
    severity: () => 'error',
  },
  {
    path: '/etc/hosts',
    consequence: 'host names that stand only in this file are not found',
    needs: (_project, service) => {
      const lookup = service.config.get(service.program === 'lmtp' ? 'lmtp_host_lookup' : 'smtp_host_lookup')
      return ['smtp', 'lmtp'].includes(service.program) && words(lookup).has('native')
    },
    severity: () => 'warning',
  },
  {
    path: '/etc/nsswitch.conf',
    consequence: 'the C library looks names up in its own default order',
    needs: (_project, service) => dnsPrograms.has(service.program),
    severity: () => 'info',
  },
  {
    path: '/etc/localtime',
    consequence: 'times in the log and in message headers are in UTC',
    needs: () => true,
    severity: () => 'info',
  },
  {
    path: '/dev/urandom',
    consequence:
      'Cyrus SASL makes the challenges of logins from the time and its process number alone, which can be guessed',
    needs: (_project, service) =>
      service.program === 'smtpd' &&
      certainSwitch(service.config, 'smtpd_sasl_auth_enable') === true &&
      certainText(service.config, 'smtpd_sasl_type') === 'cyrus',
    severity: () => 'info',
  },
]

/** Without the file the C library asks 127.0.0.1: that is no loss where the host does so too. */
function usesOtherNameserver(project: Project): boolean {
  const fact = project.facts.path('/etc/resolv.conf')
  if (typeof fact === 'string' || fact.text === undefined) return false
  const servers = [...fact.text.matchAll(/^nameserver[ \t]+(\S+)/gm)].map(match => match[1])
  return servers.length > 0 && !servers.some(server => server === '127.0.0.1' || server === '::1')
}

export default defineRule({
  id: 'jail-lacks-file',
  severity: 'error',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'A file that chrooted services need is not in the chroot jail',
  why: `A service with \`y\` in the chroot column sees \`queue_directory\` as the root of the file system. What it opens after
it has started has to be there as well: \`/etc/resolv.conf\` becomes \`/var/spool/postfix/etc/resolv.conf\`. Debian's start
script copies these files; a container or another system needs a step of its own for it, or \`n\` in the chroot column.`,
  see: ['BASIC_CONFIGURATION_README', 'master(5)', 'examples/chroot-setup/'],
  evidence: {
    kind: 'source',
    because: 'what fails depends on the network: no short local run shows a DNS lookup that should have worked',
  },
  messages: {
    lacks: (d: { copy: string; path: string; consequence: string; services: string }) =>
      `\`${d.copy}\` is missing: in the jail of ${d.services}, ${d.consequence}. Copy \`${d.path}\` there`,
  },
  scope: 'project',
  check({ project }, report) {
    const jail = jailOf(project)
    if (jail === undefined) return
    const zone = project.facts.path('/etc/localtime')
    const isUniversal = typeof zone !== 'string' && /\/(?:UTC|UCT|Zulu|Universal)$/.test(zone.real ?? '')
    const chrooted = chrootedServices(project)
    for (const need of needs) {
      const { path, copy } = jailFile(jail, need.path)
      if (project.facts.path(copy) !== 'missing' || project.facts.path(path) === 'missing') continue
      // Without the file it is the same time.
      if (isUniversal && path === '/etc/localtime') continue
      const services = chrooted.filter(service => need.needs(project, service))
      const [first] = services
      const column = first?.entry.fields.find(field => field.name === 'chroot')
      if (first === undefined || column === undefined) continue
      const named = services.slice(0, 3).map(service => `\`${service.label}\``)
      const more = services.length > named.length ? ` and ${services.length - named.length} more` : ''
      report({
        at: { file: project.master?.source.name ?? '', range: column.range },
        say: ['lacks', { copy, path, consequence: need.consequence, services: named.join(', ') + more }],
        severity: need.severity(project),
        services,
      })
    }
  },
  examples: [
    {
      title: 'A container in which nobody filled the jail',
      prove: false,
      'master.cf': `
        smtp inet n - «y» - - smtpd
        smtp unix - - y - - smtp
      `,
      files: {
        '/etc/resolv.conf': { text: 'nameserver 192.0.2.53\n' },
        '/var/spool/postfix/etc/resolv.conf': 'missing',
        '/var/spool/postfix/etc/services': {},
        '/var/spool/postfix/etc/hosts': {},
        '/var/spool/postfix/etc/nsswitch.conf': {},
        '/var/spool/postfix/etc/localtime': {},
      },
    },
    {
      title: 'Logins that Cyrus SASL checks, without a source of random numbers',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        smtpd_tls_security_level = may
        smtpd_sasl_auth_enable = yes
      `,
      'master.cf': `
        smtp inet n - «y» - - smtpd
      `,
      files: {
        '/dev/urandom': { kind: 'other', mode: 0o666 },
        '/var/spool/postfix/dev/urandom': 'missing',
      },
    },
    {
      title: 'The file is there',
      clean: true,
      'master.cf': `
        smtp inet n - y - - smtpd
        smtp unix - - y - - smtp
      `,
      files: {
        '/etc/resolv.conf': { text: 'nameserver 192.0.2.53\n' },
        '/var/spool/postfix/etc/resolv.conf': { text: 'nameserver 192.0.2.53\n' },
      },
    },
  ],
})
