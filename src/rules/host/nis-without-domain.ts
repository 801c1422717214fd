import { tableMentions } from '../../config/table-mentions.js'
import { defineRule } from '../define.js'

/** Where systems keep the NIS domain that they set when they start. */
const homes = ['/etc/defaultdomain', '/etc/yp.conf', '/var/yp/nicknames'] as const

export default defineRule({
  id: 'nis-without-domain',
  severity: 'warning',
  since: '0.1.0',
  needs: 'host',
  fix: 'none',
  summary: 'A NIS table is named on a host that has no NIS',
  why: `NIS (formerly yellow pages) shares accounts and aliases between the hosts of a site. Without a NIS domain each program that
opens such a table warns "NIS domain name not set - NIS lookups disabled", and nothing is ever found in it. Old examples of
\`alias_maps\` name \`nis:mail.aliases\`, as the default of many builds does.`,
  see: ['postconf(5) alias_maps', 'src/util/dict_nis.c'],
  evidence: {
    kind: 'source',
    because: 'the default of `alias_maps` makes local(8) say the same where examples are tried',
  },
  messages: {
    nis: (d: { table: string }) =>
      `Nothing on this host sets a NIS domain, so nothing is ever found in \`${d.table}\`, and each program that opens it warns. Take it out`,
  },
  scope: 'project',
  check({ project }, report) {
    if (!homes.every(path => project.facts.path(path) === 'missing')) return
    const seen = new Set<string>()
    for (const { spec, resolved } of tableMentions(project)) {
      if (spec.type?.value !== 'nis' || resolved.setting === undefined || seen.has(spec.value)) continue
      seen.add(spec.value)
      report({ at: spec, say: ['nis', { table: spec.value }] })
    }
  },
  examples: [
    {
      title: 'As in an old example',
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        virtual_alias_maps = «nis:mail.aliases»
      `,
      files: { '/etc/defaultdomain': 'missing', '/etc/yp.conf': 'missing', '/var/yp/nicknames': 'missing' },
    },
    {
      title: 'A host with NIS',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        myhostname = mail.example.com
        virtual_alias_maps = nis:mail.aliases
      `,
      files: { '/etc/defaultdomain': { text: 'example\n' }, '/etc/yp.conf': {}, '/var/yp/nicknames': 'missing' },
    },
  ],
})
