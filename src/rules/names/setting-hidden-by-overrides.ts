import { nameLocation } from '../../config/elements.js'
import { ignores, programReads } from '../../config/program-reads.js'
import type { Service } from '../../config/service.js'
import { layersWith } from '../../config/setting-layers.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'setting-hidden-by-overrides',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  summary: 'A setting of main.cf that a `-o` hides from every service that reads it',
  why: `A \`-o\` in master.cf wins over main.cf for its service. When every service whose program reads a parameter has a
\`-o\` for it, the line in main.cf has no effect, and a change there does nothing.`,
  see: ['master(5)'],
  evidence: {
    kind: 'source',
    because:
      '`-o` is put into the table of settings after main.cf was read (`src/global/mail_conf.c`); nothing is logged',
  },
  messages: {
    hidden: (d: { name: string; services: string }) =>
      `This value is used by no service: each one that reads \`${d.name}\` has a \`-o\` of its own in master.cf (${d.services})`,
  },
  scope: 'setting',
  check({ project, setting, parameter, service, resolved }, report) {
    if (service !== undefined || parameter?.class !== 'builtin' || resolved.setting !== setting) return
    const { name } = setting
    // Asked first, because it settles nearly all: what a program reads by way of defaults is much to find out.
    if (layersWith(project, name).length < 2) return
    const readsMain = (each: Service) =>
      !each.config.sets(name) && programReads(project.catalog, each.program)?.directly(name)
    if (project.services.some(readsMain)) return
    if (parameter.readBy.some(reader => project.catalog.program(reader) === undefined)) return
    const readers = project.services.filter(each => !ignores(project, each, name))
    if (readers.length === 0 || !readers.every(each => each.config.sets(name))) return
    const labels = readers.slice(0, 2).map(each => `\`${each.label}\``)
    const services = labels.join(', ') + (readers.length > 2 ? ` and ${readers.length - 2} more` : '')
    const related = readers.flatMap(each => {
      const own = each.config.own.get(name)
      return own === undefined ? [] : [{ at: nameLocation(own), message: 'this one counts' }]
    })
    report({ at: nameLocation(setting), say: ['hidden', { name, services }], related })
  },
  examples: [
    {
      title: 'Only one service reads it',
      prove: false,
      'main.cf': `
        compatibility_level = 3.11
        «smtpd_sasl_path» = private/auth
      `,
      'master.cf': `
        submission inet n - n - - smtpd
          -o smtpd_sasl_path=inet:127.0.0.1:12345
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
      `,
    },
    {
      title: 'Another service reads the value of main.cf',
      clean: true,
      prove: false,
      'main.cf': `
        smtpd_helo_required = yes
      `,
      'master.cf': `
        smtp inet n - n - - smtpd
        127.0.0.1:10025 inet n - n - - smtpd
          -o smtpd_helo_required=no
      `,
    },
  ],
})
