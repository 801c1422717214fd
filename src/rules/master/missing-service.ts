import type { WellKnownService } from '../../catalog/types.js'
import type { Project } from '../../config/project.js'
import { isHalfWritten } from '../../config/service-lookup.js'
import { serviceNeed } from '../../config/service-needs.js'
import { entriesOfWellKnown, isWholeMaster, nameOfWellKnown } from '../../config/well-known-services.js'
import { defineRule } from '../define.js'

function isMissing(project: Project, known: WellKnownService): boolean {
  const name = nameOfWellKnown(project, known)
  if (name === undefined || entriesOfWellKnown(project, known).length > 0 || isHalfWritten(project, name)) return false
  // An entry whose columns cannot be read, or which has another type, has a finding of its own.
  return !project.services.some(service => service.name === name && service.isPrivate === undefined)
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
    by: 'every program that needs it',
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
      // Asked first: whether a service is needed is much more to find out than whether it is there.
      if (!isMissing(project, known)) continue
      const need = serviceNeed(project, known.name)
      if (need === undefined) continue
      report({
        at: { file: master.source.name, range: last.service.range },
        say: [
          'missing',
          { name: nameOfWellKnown(project, known) ?? known.name, program: known.program, lost: need.lost },
        ],
        severity: need.weight,
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
