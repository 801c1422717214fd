import { type ListItem, listItems } from '../../config/elements.js'
import type { Project } from '../../config/project.js'
import { looksComplete } from '../../config/service-lookup.js'
import { defineRule } from '../define.js'

/** The part of a pattern that is compared, and whether a service could be found by it. */
function matches(project: Project, item: ListItem): boolean {
  const pattern = item.value.replace(/^!+/, '').toLowerCase()
  return project.services.some(
    ({ name, type }) => (pattern.includes('/') ? `${name}/${type}` : type).toLowerCase() === pattern,
  )
}

export default defineRule({
  id: 'unmatched-service-disable',
  severity: 'warning',
  since: '0.1.0',
  postfix: { from: '2.6' },
  fix: 'none',
  summary: 'A pattern of `master_service_disable` matches no service',
  why: `\`master_service_disable\` switches services off. Each pattern is a type, such as \`inet\`, or a name and a type, such
as \`smtp/inet\`. A pattern that matches nothing switches nothing off, and nothing is logged about it.`,
  see: ['postconf(5) master_service_disable', 'src/global/match_service.c'],
  evidence: {
    kind: 'source',
    because: 'match_service_match() compares the text with name/type or type; nothing is logged',
  },
  messages: {
    unmatched: (d: { text: string; name: boolean }) =>
      `\`${d.text}\` matches no service of master.cf, so it switches nothing off${d.name ? `. Write the type too: \`${d.text}/inet\` or \`${d.text}/unix\`` : ''}`,
  },
  scope: 'setting',
  parameters: ['master_service_disable'],
  check({ project, service, resolved }, report) {
    if (service !== undefined || !looksComplete(project) || resolved.unknown || resolved.expanded.problem) return
    for (const item of listItems(resolved)) {
      if (matches(project, item) || /^[^/]+\.[a-z-]+$/.test(item.value)) continue
      const name = project.services.some(other => other.name === item.value)
      report({ at: item, say: ['unmatched', { text: item.value, name }] })
    }
  },
  examples: [
    {
      title: 'A name without its type',
      'main.cf': `
        master_service_disable = «submission»
      `,
      'master.cf': `
        submission inet n - y - - smtpd
        cleanup unix n - y - 0 cleanup
        qmgr unix n - n 300 1 qmgr
      `,
    },
    {
      title: 'Name and type',
      clean: true,
      'main.cf': `
        compatibility_level = 3.11
        master_service_disable = submission/inet
      `,
      'master.cf': `
        submission inet n - y - - smtpd
        cleanup unix n - y - 0 cleanup
        qmgr unix n - n 300 1 qmgr
      `,
    },
  ],
})
