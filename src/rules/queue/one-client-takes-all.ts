import { isClientPort, isLocalOnly } from '../../config/listeners.js'
import { measurePlace, numberOf } from '../../config/measures.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'one-client-takes-all',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  summary: 'One client may have as many connections as there are server processes',
  why: `Each SMTP connection takes one smtpd(8) process, and their number is limited by the process limit column of
master.cf, or \`default_process_limit\`. \`smtpd_client_connection_count_limit\` bounds what one client can have at a time.
When it is not below the number of processes (or 0, no limit), one client can keep everybody else out.`,
  see: ['postconf(5) smtpd_client_connection_count_limit', 'TUNING_README', 'master(5)'],
  evidence: {
    kind: 'source',
    because: 'master(8) starts no more processes than the limit; anvil(8) counts the connections of a client',
  },
  messages: {
    all: (d: { limit: string; processes: number }) =>
      `One client may open ${d.limit} connections, but \`smtpd\` has ${d.processes} processes here: it can keep all others out. Half of the processes is the default`,
  },
  scope: 'service',
  programs: ['smtpd'],
  check({ project, service, config }, report) {
    if (!isClientPort(project, service) || isLocalOnly(project, service) !== false) return
    const limit = numberOf(config, 'smtpd_client_connection_count_limit')
    const base = numberOf(project.base, 'default_process_limit')
    const processes = service.processLimit === 'default' ? base?.value : service.processLimit
    if (limit === undefined || processes === undefined || processes === 0) return
    if (limit.value > 0 && limit.value < processes) return
    const column = service.entry.fields.find(field => field.name === 'process_limit')
    const written =
      service.processLimit !== 'default' && column
        ? { file: service.entry.text.segments[0]?.file ?? '', range: column.range }
        : undefined
    const at = measurePlace(limit) ?? written ?? (base && measurePlace(base))
    if (at === undefined) return
    report({ at, say: ['all', { limit: limit.value > 0 ? `\`${limit.text}\`` : 'any number of', processes }] })
  },
  examples: [
    {
      title: 'Fewer processes than connections',
      'main.cf': `
        compatibility_level = 3.6
        inet_interfaces = all
        default_process_limit = 40
        smtpd_client_connection_count_limit = «40»
      `,
      'master.cf': `
        smtp      inet  n  -  y  -  -  smtpd
      `,
    },
    {
      title: 'A small process limit',
      'main.cf': `
        compatibility_level = 3.6
        inet_interfaces = all
      `,
      'master.cf': `
        smtp      inet  n  -  y  -  «20»  smtpd
      `,
    },
    {
      title: 'Half of the processes',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        default_process_limit = 200
        smtpd_client_connection_count_limit = 100
      `,
    },
  ],
})
