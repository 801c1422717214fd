import { type OwnDomain, ownDomains } from '../../config/own-domains.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'alias-domain-without-alias',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A virtual alias domain has no address',
  why: `All addresses of a domain in \`virtual_alias_domains\` have to be in \`virtual_alias_maps\`: mailboxes and users of the same name do not count. When the table
has no \`user@domain\` and no \`@domain\` for it, Postfix refuses all mail with "User unknown in virtual alias table".`,
  see: ['VIRTUAL_README', 'ADDRESS_CLASS_README', 'src/smtpd/smtpd_check.c'],
  evidence: { kind: 'heuristic', because: 'somebody may want to refuse all mail for a domain in that way' },
  messages: {
    none: (d: { domain: string; table: string }) =>
      `\`${d.table}\` has no address of \`${d.domain}\`, so all mail for that domain is refused: add \`@${d.domain}\` or single addresses there`,
  },
  scope: 'table',
  syntaxes: ['postmap'],
  uses: ['virtual-alias'],
  check({ project, table }, report) {
    const maps = project.base.get('virtual_alias_maps')
    // Another table may have the addresses.
    const only = maps?.items().length === 1 && maps.items()[0]?.value.endsWith(`:${table.path}`) === true
    if (!only || table.path === undefined) return undefined
    const open = new Map<string, OwnDomain>(
      ownDomains(project, ['virtual_alias_domains']).map(each => [each.domain, each]),
    )
    if (open.size === 0) return undefined
    const shown = table.path
    return {
      line(line) {
        if (line.type !== 'key-value' || open.size === 0) return
        const key = line.key.value.toLowerCase()
        const at = key.lastIndexOf('@')
        if (at >= 0) open.delete(key.slice(at + 1).replace(/"$/, ''))
      },
      end() {
        for (const { domain, item } of open.values()) report({ at: item, say: ['none', { domain, table: shown }] })
      },
    }
  },
  examples: [
    {
      title: 'A domain that was forgotten',
      'main.cf':
        'compatibility_level = 3.6\nvirtual_alias_domains = example.net, «example.org»\nvirtual_alias_maps = hash:/etc/postfix/virtual\n',
      tables: { virtual: 'anna@example.net  root\n' },
    },
    {
      title: 'An address for each',
      clean: true,
      'main.cf':
        'compatibility_level = 3.6\nvirtual_alias_domains = example.net, example.org\nvirtual_alias_maps = hash:/etc/postfix/virtual\n',
      tables: { virtual: 'anna@example.net  root\n@example.org  root\n' },
    },
  ],
})
