import type { Service } from '../../config/service.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'service-in-both-classes',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  summary: 'A service is there twice, once private and once public',
  why: `The third column decides in which folder the socket of a service lies, \`private\` or \`public\`. Two entries with the same name and
type that differ there are two services: both run, and each program of Postfix connects to the one in the folder where it looks. A
change to the other has no effect.`,
  see: ['master(5)', 'src/master/master_ent.c'],
  evidence: { kind: 'source', because: 'both entries are started, and nothing is logged' },
  messages: {
    both: (d: { label: string }) =>
      `\`${d.label}\` is defined again, and differs in the third column: both run, and Postfix connects to one of them only. Remove the other`,
  },
  scope: 'project',
  check({ project }, report) {
    const { master } = project
    if (master === undefined) return
    const first = new Map<string, Service>()
    for (const service of project.services) {
      if (service.type === 'inet' || service.isPrivate === undefined) continue
      const before = first.get(service.label)
      if (before === undefined) first.set(service.label, service)
      else if (before.isPrivate !== service.isPrivate) {
        report({
          at: { file: master.source.name, range: service.entry.service.range },
          say: ['both', { label: service.label }],
          related: [{ at: { file: master.source.name, range: before.entry.service.range }, message: 'the other one' }],
          services: [service],
        })
      }
    }
  },
  examples: [
    {
      title: 'Once public, once private',
      'master.cf': `
        filter unix n - n - - smtp
        «filter» unix - - n - - smtp
      `,
    },
    {
      title: 'Two services',
      clean: true,
      'master.cf': `
        smtp inet n - n - - smtpd
        smtp unix - - n - - smtp
      `,
    },
  ],
})
