import { nameLocation } from '../../config/elements.js'
import { isHalfWritten } from '../../config/service-lookup.js'
import { renameSetting } from '../../config/setting-edits.js'
import { unusedKind } from '../../config/unused-names.js'
import { nearestName } from '../../text/nearest-name.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'orphan-transport-parameter',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A limit for a transport that master.cf does not have',
  why: `A parameter such as \`relay_destination_concurrency_limit\` begins with the name of a service of master.cf. When there
is no service of that name, nothing reads the parameter, and the transport that was meant keeps the general limit
(\`default_destination_concurrency_limit\`). Names have to agree to the letter: \`policy-spf\` is not \`policy_spf\`.`,
  see: ['postconf(5) transport_destination_concurrency_limit', 'src/postconf/postconf_service.c'],
  evidence: { kind: 'log', says: ['unused parameter'], by: 'postconf' },
  messages: {
    missing: (d: { name: string; transport: string; near: string | undefined }) =>
      `master.cf has no service \`${d.transport}\`, so \`${d.name}\` has no effect${d.near ? `. Did you mean \`${d.near}\`?` : ''}`,
    program: (d: { name: string; transport: string; programs: string }) =>
      `\`${d.name}\` has no effect: the service \`${d.transport}\` does not run ${d.programs}`,
  },
  scope: 'setting',
  check({ project, setting, service, view }, report) {
    if (!project.hasMaster) return
    const found = unusedKind(project, setting.name, service)
    if (found?.kind !== 'transport') return
    const { transport, suffix, programs, readBy } = found.parameter
    const { name } = setting
    const at = nameLocation(setting)
    const named = project.services.some(other => other.name === transport)
    if (named) {
      // The queue manager looks its limits up for any transport, whatever program that runs.
      const others = readBy.some(program => !programs.includes(program))
      if (!others) report({ at, say: ['program', { name, transport, programs: programs.join(' or ') }] })
      return
    }
    if (isHalfWritten(project, transport)) return
    const fitting = project.services.filter(other => programs.includes(other.program)).map(other => other.name)
    const near = nearestName(transport, fitting)
    const meant = near === undefined ? undefined : near + suffix
    const edits = meant === undefined ? null : renameSetting(setting, meant, view)
    report({
      at,
      say: ['missing', { name, transport, near: meant }],
      fix: meant === undefined ? undefined : { title: `Write \`${meant}\``, edits },
    })
  },
  examples: [
    {
      title: 'The transport is gone',
      'main.cf': `
        «dovecot_destination_recipient_limit» = 1
      `,
      'master.cf': `
        smtp unix - - n - - smtp
      `,
    },
    {
      title: 'A dash in the name of the service',
      'main.cf': `
        «policyd_spf_time_limit» = 3600
      `,
      'master.cf': `
        policyd-spf unix - n n - 0 spawn user=nobody argv=/usr/bin/policyd-spf
      `,
      fixed: {
        'main.cf': `
          policyd-spf_time_limit = 3600
        `,
      },
    },
    {
      title: 'A limit of a transport',
      clean: true,
      'main.cf': `
        slow_destination_concurrency_limit = 2
      `,
      'master.cf': `
        slow unix - - n - - smtp
      `,
    },
  ],
})
