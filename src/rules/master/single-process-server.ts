import { disabledServices } from '../../config/disabled-services.js'
import { isClientPort, isLocalOnly } from '../../config/listeners.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'single-process-server',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'The SMTP server can talk to one client at a time only',
  why: `Each smtpd(8) process talks to one client. With a process limit of 1, in the seventh column, all other clients wait
until that one is done, and one slow client keeps everybody out. Only postscreen(8), which talks to many at a time, has
the limit 1.`,
  see: ['master(5)', 'smtpd(8)', 'STRESS_README'],
  evidence: {
    kind: 'source',
    because:
      'smtpd is built on single_server.c, which serves one connection; nothing is logged but "all ports busy" under load',
  },
  messages: {
    single: (d: { name: string }) =>
      `With a process limit of 1, \`${d.name}\` talks to one client at a time, and a slow one keeps all others waiting. Write \`-\` for the default`,
  },
  scope: 'service',
  programs: ['smtpd'],
  check({ project, service }, report) {
    const field = service.entry.fields.find(({ name }) => name === 'process_limit')
    if (field === undefined || service.processLimit !== 1 || disabledServices(project).has(service)) return
    if (!isClientPort(project, service) || isLocalOnly(project, service) !== false) return
    const at = { file: project.master?.source.name ?? '', range: field.range }
    report({ at, say: ['single', { name: service.name }], fix: { title: 'Write `-`', edits: [{ ...at, text: '-' }] } })
  },
  examples: [
    {
      title: 'The limit of postscreen(8) was kept',
      'master.cf': `
        smtp inet n - y - «1» smtpd
      `,
      fixed: `
        smtp inet n - y - - smtpd
      `,
    },
    {
      title: 'As it comes',
      clean: true,
      'master.cf': `
        smtp inet n - y - - smtpd
      `,
    },
  ],
})
