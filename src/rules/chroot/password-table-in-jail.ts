import type { Resolved } from '../../config/effective.js'
import { replacePlace } from '../../config/elements.js'
import { programReads } from '../../config/program-reads.js'
import { tablesOf } from '../../config/table-specs.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'password-table-in-jail',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A chrooted program looks up the users of the host, which its jail does not have',
  why: `\`unix:passwd.byname\` asks the system for its users. In a chroot jail there is no \`/etc/passwd\`, so the lookup fails or finds
nobody, and mail for local users is refused. \`proxy:unix:passwd.byname\`, which is the default of \`local_recipient_maps\`, has
proxymap(8) ask outside the jail.`,
  see: ['postconf(5) local_recipient_maps', 'proxymap(8)', 'src/util/dict_unix.c'],
  evidence: { kind: 'source', because: 'somebody could have put the file into the jail' },
  messages: {
    jail: (d: { program: string; value: string }) =>
      `\`${d.program}\` runs in a chroot jail, where there are no users to look up: write \`proxy:${d.value}\``,
  },
  scope: 'project',
  check({ project }, report) {
    const seen = new Set<Resolved>()
    const names = new Set(
      [...project.settings, ...project.services.flatMap(service => service.overrides)]
        .filter(({ value }) => value.text.includes('unix:') && value.text.includes('byname'))
        .map(({ name }) => name),
    )
    for (const name of names) {
      const parameter = project.catalog.parameter(name)
      if (parameter?.kind !== 'map-list') continue
      for (const service of project.services) {
        const value = service.config.get(name)
        if (value?.setting === undefined || seen.has(value) || !value.text.includes('unix:')) continue
        if (service.isChrooted !== true || !programReads(project.catalog, service.program)?.directly(name)) continue
        seen.add(value)
        for (const table of tablesOf(value, parameter.kind)) {
          if (table.type?.value !== 'unix') continue
          report({
            at: table,
            say: ['jail', { program: service.program, value: table.value }],
            services: [service],
            fix: { title: `Write \`proxy:${table.value}\``, edits: replacePlace(table, `proxy:${table.value}`) },
          })
        }
      }
    }
  },
  examples: [
    {
      title: 'Users of the host',
      'main.cf': `
        compatibility_level = 3.6
        local_recipient_maps = «unix:passwd.byname» $alias_maps
      `,
      'master.cf': `
        smtp inet n - y - - smtpd
      `,
      fixed: {
        'main.cf': `
        compatibility_level = 3.6
        local_recipient_maps = proxy:unix:passwd.byname $alias_maps
      `,
      },
    },
    {
      title: 'By way of proxymap',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        local_recipient_maps = proxy:unix:passwd.byname $alias_maps
      `,
      'master.cf': `
        smtp inet n - y - - smtpd
      `,
    },
  ],
})
