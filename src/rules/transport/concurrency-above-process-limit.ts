import { toInteger } from '../../config/convert.js'
import type { Effective } from '../../config/effective.js'
import { wholeValue } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import type { Project } from '../../config/project.js'
import type { Service } from '../../config/service.js'
import { defineRule } from '../define.js'

function number(view: Effective, name: string): number | undefined {
  const value = view.get(name)
  const read = value && isReadable(value) ? toInteger(value.text) : undefined
  return read?.ok ? read.value : undefined
}

/** How many processes a service can have; undefined: no limit, or not known. */
function processes(project: Project, service: Service): number | undefined {
  const { processLimit } = service
  if (processLimit === 0 || processLimit === undefined) return undefined
  const count = processLimit === 'default' ? number(project.base, 'default_process_limit') : processLimit
  return count === 0 ? undefined : count
}

export default defineRule({
  id: 'concurrency-above-process-limit',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  summary: 'A destination is allowed more connections than its transport has processes',
  why: `A service never runs more processes at once than its process limit column says (\`default_process_limit\`, 100, for \`-\`).
When one destination is allowed more parallel deliveries than the transport has processes, it can take all of them, and its
own limit never counts.`,
  see: ['postconf(5) transport_destination_concurrency_limit', 'master(5)'],
  evidence: { kind: 'heuristic', because: 'it matters only under load' },
  messages: {
    destination: (d: { name: string; limit: number; processes: number; service: string }) =>
      `\`${d.name} = ${d.limit}\` is never reached: the process limit of the service \`${d.service}\` is ${d.processes}. Raise that, or lower this`,
  },
  scope: 'project',
  check({ project }, report) {
    const { base } = project
    for (const service of project.services) {
      if (service.type !== 'unix') continue
      const name = `${service.name}_destination_concurrency_limit`
      if (!base.sets(name)) continue
      const value = base.get(name)
      if (value?.setting?.name !== name) continue
      const count = processes(project, service)
      const limit = number(base, name)
      if (count === undefined || limit === undefined || limit <= count) continue
      report({ at: wholeValue(value), say: ['destination', { name, limit, processes: count, service: service.label }] })
    }
  },
  examples: [
    {
      title: 'A filter with ten processes',
      'main.cf': `
        scan_destination_concurrency_limit = «20»
      `,
      'master.cf': `
        scan unix - - n - 10 smtp
      `,
    },
    {
      title: 'As many as there are processes',
      clean: true,
      'main.cf': `
        scan_destination_concurrency_limit = 10
      `,
      'master.cf': `
        scan unix - - n - 10 smtp
      `,
    },
  ],
})
