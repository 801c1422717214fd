import { knownItems } from '../../config/elements.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'masquerade-without-domain',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'An element of `masquerade_domains` that no address matches',
  why: `\`masquerade_domains\` is a list of plain domains: \`example.com\` hides the hosts below it, \`!host.example.com\` makes an
exception. It takes no tables, no files and no leading dot; Postfix says nothing, and such an element never matches. The
list is read from left to right, so an exception has to stand before the domain it belongs to.`,
  see: ['postconf(5) masquerade_domains', 'ADDRESS_REWRITING_README', 'src/cleanup/cleanup_masquerade.c'],
  evidence: {
    kind: 'source',
    because: 'cleanup_masquerade_external() compares the end of a domain with the text of each element',
  },
  messages: {
    table: (d: { value: string }) =>
      `\`masquerade_domains\` takes domains only: \`${d.value}\` is compared as text, and matches nothing`,
    dot: (d: { value: string }) =>
      `\`${d.value}\` matches nothing: a domain stands in \`masquerade_domains\` without a leading dot`,
    late: (d: { value: string; domain: string }) =>
      `\`${d.value}\` comes too late: \`${d.domain}\` before it already matches, so there is no exception. Move it to the front`,
    mailbox: (d: { value: string }) =>
      `\`${d.value}\` matches nothing: this is a list of domains, and a mail address is none`,
  },
  scope: 'setting',
  parameters: ['masquerade_domains'],
  check({ resolved }, report) {
    if (resolved.expanded.problem) return
    const before = new Set<string>()
    for (const item of knownItems(resolved)) {
      const { value } = item
      const domain = value.replace(/^!+/, '').toLowerCase()
      const excludes = domain.length < value.length
      const parent = excludes ? parentIn(before, domain) : undefined
      if (domain.includes('@')) report({ at: item, say: ['mailbox', { value }] })
      else if (domain.includes(':') || domain.includes('/')) report({ at: item, say: ['table', { value }] })
      else if (domain.startsWith('.')) report({ at: item, say: ['dot', { value }] })
      else if (parent !== undefined) report({ at: item, say: ['late', { value, domain: parent }] })
      if (!excludes) before.add(domain)
    }
  },
  examples: [
    {
      title: 'A leading dot and a late exception',
      'main.cf': `
        compatibility_level = 3.6
        masquerade_domains = «.example.net», «anne@example.org», example.com, «!lists.example.com»
      `,
    },
    {
      title: 'The exception first',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        masquerade_domains = !lists.example.com, example.com
      `,
    },
  ],
})

/** The domain itself or the nearest one above it that a set has. */
function parentIn(domains: ReadonlySet<string>, domain: string): string | undefined {
  for (let at = 0; at >= 0; at = domain.indexOf('.', at) + 1 || -1) {
    if (domains.has(domain.slice(at))) return domain.slice(at)
  }
  return undefined
}
