import { nameLocation } from '../../config/elements.js'
import { isLocalOnly } from '../../config/listeners.js'
import { mentionsIn } from '../../config/mentions.js'
import { programReads } from '../../config/program-reads.js'
import type { Project } from '../../config/project.js'
import type { Service } from '../../config/service.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'stress-never-set',
  severity: 'info',
  since: '0.1.0',
  postfix: { from: '2.5' },
  fix: 'none',
  summary: 'A value for times of overload that no service ever gets',
  why: `When all processes of a service are busy, master(8) starts new ones with \`stress=yes\`, and \`\${stress?{10}:{300}}\` becomes 10. It
does so only for services that others can reach and that may have more than one process. For all others \`stress\` is always
empty.`,
  see: ['STRESS_README', 'master(8)', 'src/master/master_ent.c'],
  evidence: { kind: 'source', because: 'get_master_ent() adds `-o stress=` only for such services' },
  messages: {
    never: (d: { name: string }) =>
      `No service that reads \`${d.name}\` is ever under \`stress\`: it has one process, or only this host can reach it. Write the usual value alone`,
  },
  scope: 'project',
  check({ project }, report) {
    if (!project.hasMaster) return
    for (const setting of project.settings) {
      if (
        !setting.value.text.includes('stress') ||
        !mentionsIn(setting.value.text).some(({ name }) => name === 'stress')
      )
        continue
      if (project.base.get(setting.name)?.setting !== setting) continue
      const readers = project.services.filter(
        service =>
          programReads(project.catalog, service.program)?.directly(setting.name) &&
          service.config.get(setting.name)?.setting === setting,
      )
      if (readers.length === 0 || readers.some(service => getsStress(project, service) !== false)) continue
      report({ at: nameLocation(setting), say: ['never', { name: setting.name }], services: readers })
    }
  },
  examples: [
    {
      title: 'One process',
      'main.cf': `
        compatibility_level = 3.6
        postscreen_command_time_limit = 300s
        «postscreen_greet_wait» = \${stress?{2}:{6}}s
      `,
      'master.cf': `
        smtp inet n - n - 1 postscreen
      `,
    },
    {
      title: 'Many processes',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_timeout = \${stress?{10}:{300}}s
      `,
      'master.cf': `
        smtp inet n - n - 100 smtpd
      `,
    },
  ],
})

function getsStress(project: Project, service: Service): boolean | undefined {
  if (service.type !== 'inet' && service.type !== 'pass') return false
  if (service.processLimit === 1) return false
  if (service.processLimit === undefined) return undefined
  const local = service.type === 'inet' ? isLocalOnly(project, service) : false
  return local === undefined ? undefined : !local
}
