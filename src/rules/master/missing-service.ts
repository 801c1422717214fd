import type { WellKnownService } from '../../catalog/types.js'
import type { Project } from '../../config/project.js'
import { serviceEndpoints } from '../../config/service-endpoints.js'
import { entriesOfWellKnown, isWholeMaster, nameOfWellKnown } from '../../config/well-known-services.js'
import { defineRule, type Severity } from '../define.js'

interface Need {
  /** What does not work without it. */
  readonly lost: string
  readonly severity: Severity
  /** Default: always. */
  readonly when?: (project: Project) => boolean
}

const runs = (program: string) => (project: Project) =>
  serviceEndpoints(project).some(({ service }) => service.program === program)

/** Some program that is there runs with a setting that passes. */
const someSetting = (name: string, passes: (text: string) => boolean) => (project: Project) =>
  serviceEndpoints(project).some(({ service }) => {
    const setting = service.config.get(name)
    return setting !== undefined && !setting.unknown && !setting.expanded.problem && passes(setting.text)
  })

const notEmpty = (text: string) => text !== ''
const usesTls = (text: string) => text !== '' && text !== 'none'

/** The services that Postfix calls by name; transports, which the configuration chooses, are not among them. */
const needs: Readonly<Record<string, Need>> = {
  cleanup: { lost: 'no mail is accepted', severity: 'error' },
  qmgr: { lost: 'no mail is delivered', severity: 'error' },
  rewrite: { lost: 'no mail is accepted or delivered', severity: 'error' },
  bounce: {
    lost: 'senders are not told when their mail cannot be delivered, and it stays in the queue',
    severity: 'error',
  },
  defer: {
    lost: 'the reasons why mail waits are not kept, and senders are not told when it is given up',
    severity: 'error',
  },
  pickup: {
    lost: 'mail that programs and users of this host send stays in the `maildrop` directory',
    severity: 'info',
  },
  trace: { lost: 'no reports of successful delivery are sent', severity: 'warning' },
  retry: { lost: 'mail for a destination that is down cannot be set aside properly', severity: 'warning' },
  error: { lost: 'addresses that are to be refused with an error are not, and their mail waits', severity: 'warning' },
  flush: { lost: '`postqueue -s` and ETRN do not work', severity: 'info' },
  showq: { lost: '`mailq` and `postqueue -p` do not work', severity: 'info' },
  anvil: {
    lost: 'limits on the connections and the rate of a client do not work, and each connection logs warnings',
    severity: 'warning',
    when: runs('smtpd'),
  },
  tlsmgr: {
    lost: 'TLS has no random numbers and no session cache, and may not work at all',
    severity: 'warning',
    when: project =>
      someSetting('smtpd_tls_security_level', usesTls)(project) ||
      someSetting('smtp_tls_security_level', usesTls)(project),
  },
  smtpd: { lost: 'postscreen(8) cannot hand over any client', severity: 'error', when: runs('postscreen') },
  dnsblog: {
    lost: 'postscreen(8) skips its DNS blocklist tests',
    severity: 'warning',
    when: project => runs('postscreen')(project) && someSetting('postscreen_dnsbl_sites', notEmpty)(project),
  },
  tlsproxy: {
    lost: 'connections with TLS cannot be shared between deliveries',
    severity: 'warning',
    when: someSetting('smtp_tls_connection_reuse', text => text.toLowerCase() === 'yes'),
  },
}

function isMissing(project: Project, known: WellKnownService): boolean {
  const name = nameOfWellKnown(project, known)
  // An entry whose columns cannot be read, or which has another type, has a finding of its own.
  const unreadable = project.services.some(service => service.name === name && service.isPrivate === undefined)
  return name !== undefined && !unreadable && entriesOfWellKnown(project, known).length === 0
}

export default defineRule({
  id: 'missing-service',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A service that Postfix needs is not in master.cf',
  why: `The programs of Postfix call each other by the names in master.cf. When an entry is missing, or switched off with
\`master_service_disable\`, whoever calls it waits and logs warnings, and what it was asked for is not done. Old
configurations lack services that came later; \`postfix upgrade-configuration\` adds those.

Nothing is said about an excerpt: a master.cf that has less than half of the usual services.`,
  see: ['master(5)', 'src/global/mail_proto.h', 'conf/post-install'],
  evidence: {
    kind: 'log',
    says: ['No such file or directory', 'mail system is down', 'Queue report unavailable'],
    by: 'smtpd',
  },
  messages: {
    missing: (d: { name: string; program: string; lost: string }) =>
      `There is no service \`${d.name}\` (program \`${d.program}\`): without it, ${d.lost}. Add it, or run \`postfix upgrade-configuration\``,
  },
  scope: 'project',
  check({ project }, report) {
    const { master } = project
    const last = master?.lines.findLast(line => line.type === 'service')
    if (master === undefined || last === undefined || last.type !== 'service' || !isWholeMaster(project)) return
    for (const known of project.catalog.services()) {
      const need = Object.hasOwn(needs, known.name) ? needs[known.name] : undefined
      if (need === undefined || need.when?.(project) === false || !isMissing(project, known)) continue
      report({
        at: { file: master.source.name, range: last.service.range },
        say: [
          'missing',
          { name: nameOfWellKnown(project, known) ?? known.name, program: known.program, lost: need.lost },
        ],
        severity: need.severity,
      })
    }
  },
  examples: [
    {
      title: 'Lost in an upgrade',
      'master.cf': `
        smtp inet n - y - - smtpd
        pickup unix n - y 60 1 pickup
        cleanup unix n - y - 0 cleanup
        qmgr unix n - n 300 1 qmgr
        tlsmgr unix - - y 1000? 1 tlsmgr
        bounce unix - - y - 0 bounce
        defer unix - - y - 0 bounce
        trace unix - - y - 0 bounce
        verify unix - - y - 1 verify
        flush unix n - y 1000? 0 flush
        proxymap unix - - n - - proxymap
        proxywrite unix - - n - 1 proxymap
        smtp unix - - y - - smtp
        relay unix - - y - - smtp
        showq unix n - y - - showq
        error unix - - y - - error
        discard unix - - y - - discard
        local unix - n n - - local
        virtual unix - n n - - virtual
        lmtp unix - - y - - lmtp
        anvil unix - - y - 1 anvil
        «scache» unix - - y - 1 scache
      `,
    },
    {
      title: 'An excerpt says nothing about the rest',
      clean: true,
      prove: false,
      'master.cf': `
        smtp inet n - y - - smtpd
        pickup unix n - y 60 1 pickup
        cleanup unix n - y - 0 cleanup
      `,
    },
  ],
})
