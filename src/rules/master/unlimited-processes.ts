import { disabledServices } from '../../config/disabled-services.js'
import { isLocalOnly } from '../../config/listeners.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'unlimited-processes',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A network service may start any number of processes',
  why: `A 0 in the seventh column means no limit: as many processes as there are connections. For a service that the whole
network can reach, this lets anybody use up the memory of the host. The default limit is \`default_process_limit\`.`,
  see: ['master(5)', 'postconf(5) default_process_limit', 'STRESS_README'],
  evidence: { kind: 'source', because: 'master_avail.c starts processes while max_proc is 0; nothing is logged' },
  messages: {
    unlimited: (d: { name: string }) =>
      `\`${d.name}\` has no limit on its processes: anybody who opens enough connections uses up the memory of this host. Write \`-\` for the default`,
  },
  scope: 'service',
  check({ project, service }, report) {
    const field = service.entry.fields.find(({ name }) => name === 'process_limit')
    const program = project.catalog.program(service.program)
    if (field === undefined || program === undefined || program.processLimit === 0 || service.processLimit !== 0) return
    if (isLocalOnly(project, service) !== false || disabledServices(project).has(service)) return
    const at = { file: project.master?.source.name ?? '', range: field.range }
    report({
      at,
      say: ['unlimited', { name: service.name }],
      fix: { title: 'Write `-`', edits: [{ ...at, text: '-' }] },
    })
  },
  examples: [
    {
      title: 'No limit',
      'master.cf': `
        smtp inet n - y - «0» smtpd
      `,
      fixed: `
        smtp inet n - y - - smtpd
      `,
    },
    {
      title: 'Only this host can reach it',
      clean: true,
      'master.cf': `
        127.0.0.1:10025 inet n - y - 0 smtpd
      `,
    },
  ],
})
