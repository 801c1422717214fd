import { nameLocation } from '../../config/elements.js'
import { ignores } from '../../config/program-reads.js'
import type { Project } from '../../config/project.js'
import { looksComplete } from '../../config/service-lookup.js'
import { remembered } from '../../text/remembered.js'
import { defineRule } from '../define.js'

const programsOfServices = remembered((project: Project) => new Set(project.services.map(({ program }) => program)))

export default defineRule({
  id: 'setting-nobody-reads',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  fix: 'none',
  summary: 'A setting for a program that master.cf does not start',
  why: `Each Postfix program reads only its own parameters. When no service of master.cf runs a program that reads a
parameter, its setting in main.cf has no effect: \`postscreen_...\` without postscreen, for example. It may be there for
later, or a service may be missing.`,
  see: ['postconf(5)', 'master(5)'],
  evidence: {
    kind: 'source',
    because:
      'each program looks up only the names of its own parameter tables (`CONFIG_*_TABLE`), and logs nothing about others',
  },
  messages: {
    unread: (d: { name: string; readers: string }) =>
      `No service of master.cf runs a program that reads \`${d.name}\` (${d.readers}): it has no effect`,
  },
  scope: 'setting',
  check({ project, setting, parameter, service }, report) {
    if (service !== undefined || parameter?.class !== 'builtin' || !looksComplete(project)) return
    const { readBy } = parameter
    // Commands such as postdrop(1) and sendmail(1) are no services.
    const started = programsOfServices(project)
    if (
      readBy.length === 0 ||
      readBy.some(name => started.has(name)) ||
      readBy.some(name => project.catalog.program(name) === undefined)
    )
      return
    if (!project.services.every(each => ignores(project, each, setting.name))) return
    const readers = readBy.filter(name => name !== 'oqmgr').slice(0, 3)
    report({ at: nameLocation(setting), say: ['unread', { name: setting.name, readers: readers.join(', ') }] })
  },
  examples: [
    {
      title: 'postscreen is set up, but not started',
      'main.cf': `
        compatibility_level = 3.11
        «postscreen_greet_action» = enforce
      `,
      'master.cf': `
        smtp inet n - n - - smtpd
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
      `,
    },
    {
      title: 'Started',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.11
        postscreen_greet_action = enforce
      `,
      'master.cf': `
        smtp inet n - n - 1 postscreen
        smtpd pass - - n - - smtpd
      `,
    },
  ],
})
