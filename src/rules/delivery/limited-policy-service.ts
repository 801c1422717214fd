import { policySocketNames } from '../../config/local-sockets.js'
import type { Project } from '../../config/project.js'
import { remembered } from '../../text/remembered.js'
import { defineRule } from '../define.js'

/** Services of master.cf that smtpd(8) asks as `check_policy_service unix:private/NAME`. */
const askedServices = remembered((project: Project): ReadonlySet<string> => {
  const servers = project.services.filter(({ program }) => program === 'smtpd')
  return new Set(servers.flatMap(service => policySocketNames(project, service)))
})

export default defineRule({
  id: 'limited-policy-service',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  summary: 'A policy server that spawn starts has too few processes or too little time',
  why: `Each smtpd(8) process keeps its connection to a policy server, so the server needs as many processes as there are smtpd
processes: write \`0\` (no limit) in the process limit column. spawn(8) also ends a command after \`command_time_limit\` (1000 s)
unless \`<service>_time_limit\` says otherwise: smtpd then loses its connection in the middle of its work. 3600 is usual.`,
  see: ['SMTPD_POLICY_README', 'spawn(8)'],
  evidence: { kind: 'heuristic', because: 'a small site never has so many connections, nor long ones' },
  messages: {
    limited: (d: { name: string; what: string }) => `The policy server \`${d.name}\` can be short of ${d.what}`,
  },
  scope: 'service',
  programs: ['spawn'],
  check({ project, service }, report) {
    if (!askedServices(project).has(service.name)) return
    const limit = `${service.name}_time_limit`
    const column = service.entry.fields.find(field => field.name === 'process_limit')
    const time = project.base.get(limit)
    const file = project.master?.source.name ?? ''
    const processes = service.processLimit !== 0 && service.processLimit !== undefined
    const seconds = project.hasMain && time?.from === 'default'
    if (!processes && !seconds) return
    const what = [
      ...(processes ? ['processes (write `0` in the process limit column)'] : []),
      ...(seconds ? [`time (set \`${limit} = 3600\` in main.cf)`] : []),
    ].join(' and ')
    const range = processes && column ? column.range : service.entry.service.range
    report({ at: { file, range }, say: ['limited', { name: service.name, what }] })
  },
  examples: [
    {
      title: 'The default limits',
      'main.cf': `
        smtpd_recipient_restrictions = reject_unauth_destination, check_policy_service unix:private/policy
      `,
      'master.cf': `
        smtp inet n - n - - smtpd
        policy unix - n n - «-» spawn
          user=policy argv=/usr/local/bin/policy
      `,
    },
    {
      title: 'As the manual has it',
      clean: true,
      'main.cf': `
        smtpd_recipient_restrictions = reject_unauth_destination, check_policy_service unix:private/policy
        policy_time_limit = 3600
      `,
      'master.cf': `
        smtp inet n - n - - smtpd
        policy unix - n n - 0 spawn
          user=policy argv=/usr/local/bin/policy
      `,
    },
  ],
})
