import { contains } from '../../config/addresses.js'
import { type MatchPattern, matchPatterns } from '../../config/match-patterns.js'
import { readNetwork } from '../../config/networks.js'
import { defineRule } from '../define.js'

/** More patterns than this are not compared with each other. */
const mostPatterns = 500

export default defineRule({
  id: 'exclusion-too-late',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A `!pattern` behind a pattern that already matches all of it',
  why: `A list of clients or domains is read from left to right and the first element that matches decides. An exclusion
has to stand before what it is an exception of: behind it, it is never reached.`,
  see: ['postconf(5) mynetworks', 'src/util/match_list.c'],
  evidence: { kind: 'source', because: 'match_list_match() returns at the first element that matches' },
  messages: {
    late: (d: { pattern: string; before: string }) =>
      `\`${d.pattern}\` excludes nothing, because \`${d.before}\` before it already matches: move it to the front`,
  },
  scope: 'setting',
  kinds: ['match-list-address', 'match-list-domain', 'match-list-string', 'match-list-user'],
  check({ resolved }, report) {
    if (resolved.expanded.problem) return
    const patterns = matchPatterns(resolved)
    if (patterns.length > mostPatterns || !patterns.some(({ negations }) => negations % 2 === 1)) return
    for (const [index, pattern] of patterns.entries()) {
      if (pattern.negations % 2 === 0 || pattern.form !== 'pattern') continue
      const before = patterns.slice(0, index).find(other => other.negations % 2 === 0 && covers(other, pattern))
      if (before === undefined) continue
      report({
        at: pattern.item,
        say: ['late', { pattern: pattern.item.value, before: before.value }],
        related: [{ at: before, message: 'this matches first' }],
      })
    }
  },
  examples: [
    {
      title: 'The exception behind the network',
      'main.cf': `
        compatibility_level = 3.6
        mynetworks = 127.0.0.0/8, 192.0.2.0/24, «!192.0.2.66»
      `,
    },
    {
      title: 'The exception first',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        mynetworks = 127.0.0.0/8, !192.0.2.66, 192.0.2.0/24
      `,
    },
  ],
})

function covers(outer: MatchPattern, inner: MatchPattern): boolean {
  if (outer.form !== 'pattern') return false
  if (outer.value.toLowerCase() === inner.value.toLowerCase()) return true
  const [network, part] = [readNetwork(outer.value), readNetwork(inner.value)]
  if (!network.ok || !part.ok || network.cleared !== undefined) return false
  return contains(network.address, network.prefix, part.address, part.prefix)
}
