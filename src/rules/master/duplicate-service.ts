import { removeLine } from '../../config/argument-edits.js'
import { type Endpoint, serviceEndpoints } from '../../config/service-endpoints.js'
import { defineRule } from '../define.js'

/** Words of an entry, however they are laid out. */
function words({ service: { entry } }: Endpoint): string {
  return entry.text.text.trim().replaceAll(/\s+/g, ' ')
}

export default defineRule({
  id: 'duplicate-service',
  severity: 'warning',
  since: '0.1.0',
  fix: 'safe',
  summary: 'A service is defined twice',
  why: `Two entries of master.cf are the same service when their type, their name and, unless the type is \`inet\`, their
third column (private or public) are the same; \`smtp\` and \`25\` are the same port. Postfix logs a warning and uses the
last entry. The one before has no effect, its options included.`,
  see: ['master(5)', 'src/master/master_conf.c'],
  evidence: { kind: 'log', says: ['duplicate master.cf entry for service'], by: 'master' },
  messages: {
    duplicate: (d: { label: string; other: string }) =>
      `This entry is not used: \`${d.label}\` is defined again further down${d.other === d.label ? '' : `, as \`${d.other}\``}, and the last entry counts`,
    repeated: (d: { label: string }) =>
      `\`${d.label}\` is defined again further down, in the same words. Remove one of the two`,
  },
  scope: 'project',
  check({ project }, report) {
    const endpoints = serviceEndpoints(project)
    const last = new Map(endpoints.map(endpoint => [endpoint.key, endpoint]))
    const source = project.master?.source
    for (const endpoint of endpoints) {
      const winner = last.get(endpoint.key)
      if (winner === undefined || winner === endpoint || source === undefined) continue
      const { service } = endpoint
      const same = words(endpoint) === words(winner)
      report({
        at: { file: source.name, range: service.entry.service.range },
        say: same
          ? ['repeated', { label: service.label }]
          : ['duplicate', { label: service.label, other: winner.service.label }],
        related: [
          { at: { file: source.name, range: winner.service.entry.service.range }, message: 'this one is used' },
        ],
        services: [service],
        fix: {
          title: 'Remove the entry that is not used',
          edits: removeLine(source.name, source.text, service.entry),
          safety: same ? 'safe' : 'unsafe',
        },
      })
    }
  },
  examples: [
    {
      title: 'Added by a script at each start',
      'master.cf': `
        smtp inet n - y - - smtpd
        «policy» unix - n n - 0 spawn user=nobody argv=/usr/bin/policyd
        policy unix - n n - 0 spawn user=nobody argv=/usr/bin/policyd
      `,
      fixed: `
        smtp inet n - y - - smtpd
        policy unix - n n - 0 spawn user=nobody argv=/usr/bin/policyd
      `,
    },
    {
      title: 'One port under two names',
      'master.cf': `
        «smtp» inet n - y - - smtpd
          -o smtpd_helo_required=yes
        25 inet n - y - - smtpd
      `,
      fixed: `
        25 inet n - y - - smtpd
      `,
    },
    {
      title: 'A server and a client',
      clean: true,
      'master.cf': `
        smtp inet n - y - - smtpd
        smtp unix - - y - - smtp
      `,
    },
  ],
})
