import { matchPatterns } from '../../config/match-patterns.js'
import { readersOf } from '../../config/readers.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'nothing-to-exclude',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A `!` in a list with nothing behind it',
  why: `In a list of clients, domains or users \`!pattern\` excludes what the pattern matches. The \`!\` stands right before
the pattern: with a blank between them it is an element of its own, and Postfix programs that read the list stop with a
fatal error.`,
  see: ['postconf(5) mynetworks', 'src/util/match_list.c'],
  evidence: { kind: 'log', says: ["no pattern after '!'"], by: 'trivial-rewrite' },
  messages: {
    alone: (d: { name: string; stop: string }) =>
      `There is no pattern after this \`!\` in \`${d.name}\` (a blank may not follow it): ${d.stop} with a fatal error`,
  },
  scope: 'setting',
  kinds: ['match-list-address', 'match-list-domain', 'match-list-string', 'match-list-user'],
  check({ project, setting, resolved, parameter, service }, report) {
    if (parameter === undefined || resolved.expanded.problem) return
    for (const pattern of matchPatterns(resolved)) {
      if (pattern.form !== 'nothing') continue
      const { known, stop } = readersOf({ project, setting, parameter, service })
      report({
        at: pattern.item,
        say: ['alone', { name: setting.name, stop }],
        ...(known === 'nobody' && { severity: 'warning' }),
      })
    }
  },
  examples: [
    {
      title: 'A blank after the exclamation mark',
      'main.cf': `
        compatibility_level = 3.6
        mydestination = «!» example.net, example.com
      `,
    },
    {
      title: 'Right before the pattern',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        mynetworks = !192.0.2.7, 192.0.2.0/24, 127.0.0.0/8
      `,
    },
  ],
})
