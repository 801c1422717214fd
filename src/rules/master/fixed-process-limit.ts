import { disabledServices } from '../../config/disabled-services.js'
import type { Project } from '../../config/project.js'
import type { Service } from '../../config/service.js'
import { defineRule } from '../define.js'

/** The service of this name is the only one that may change tables (`src/proxymap/proxymap.c`); master.cf has 1 for it. */
const tableWriter = 'proxywrite'

/** What the column comes to; undefined when it cannot be known. */
function effectiveLimit(project: Project, service: Service): number | undefined {
  if (service.processLimit !== 'default') return service.processLimit
  const setting = project.base.get('default_process_limit')
  return setting === undefined || setting.unknown || !/^[0-9]+$/.test(setting.text) ? undefined : Number(setting.text)
}

export default defineRule({
  id: 'fixed-process-limit',
  severity: 'error',
  since: '0.1.0',
  fix: 'safe',
  summary: 'A service has another process limit than its program needs',
  why: `Some programs of Postfix keep what they know in memory, so there can be only one process of them: their process
limit has to be 1. Others have to be there whenever they are asked, and need 0, which means no limit. With another number
in the seventh column the program stops with a fatal error each time it is started.`,
  see: ['master(5)', 'src/master/single_server.c', 'src/master/multi_server.c'],
  evidence: { kind: 'log', says: ['requires a process limit of'], by: 'every such program' },
  messages: {
    required: (d: { program: string; written: string; limit: number }) =>
      `\`${d.program}\` needs the process limit ${d.limit}${d.limit === 0 ? ' (no limit)' : ''}, not \`${d.written}\`: it stops with a fatal error each time it is started, so the service does not work`,
    writer: (d: { written: string }) =>
      `\`${tableWriter}\` changes tables, so there should be one process of it alone, and \`${d.written}\` allows more: they damage the table when they write at the same time. Write \`1\``,
  },
  scope: 'service',
  check({ project, service }, report) {
    const program = project.catalog.program(service.program)
    const field = service.entry.fields.find(({ name }) => name === 'process_limit')
    const limit = effectiveLimit(project, service)
    if (program === undefined || field === undefined || limit === undefined || disabledServices(project).has(service))
      return
    const at = { file: project.master?.source.name ?? '', range: field.range }
    const fix = (right: string) => ({ title: `Write \`${right}\``, edits: [{ ...at, text: right }] })
    const required = program.processLimit
    if (required !== undefined && limit !== required) {
      const data = { program: program.name, written: field.text, limit: required }
      report({ at, say: ['required', data], fix: fix(String(required)) })
    } else if (service.name === tableWriter && program.name === 'proxymap' && limit !== 1) {
      report({ at, say: ['writer', { written: field.text }], severity: 'warning', fix: fix('1') })
    }
  },
  examples: [
    {
      title: 'Only one queue manager',
      'master.cf': `
        qmgr unix n - n 300 «5» qmgr
      `,
      fixed: `
        qmgr unix n - n 300 1 qmgr
      `,
    },
    {
      title: 'The default is a limit too',
      prove: false,
      'master.cf': `
        cleanup unix n - y - «-» cleanup
      `,
      fixed: `
        cleanup unix n - y - 0 cleanup
      `,
    },
    {
      title: 'The one that writes tables',
      prove: false,
      'master.cf': `
        proxywrite unix - - n - «-» proxymap
      `,
      fixed: `
        proxywrite unix - - n - 1 proxymap
      `,
    },
    {
      title: 'As they come',
      clean: true,
      'master.cf': `
        qmgr unix n - n 300 1 qmgr
        cleanup unix n - y - 0 cleanup
        proxymap unix - - n - - proxymap
      `,
    },
  ],
})
