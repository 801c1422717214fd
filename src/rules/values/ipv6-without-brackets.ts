import { parseAddress } from '../../config/addresses.js'
import { replacePlace } from '../../config/elements.js'
import { matchPatterns } from '../../config/match-patterns.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'ipv6-without-brackets',
  severity: 'error',
  since: '0.1.0',
  fix: 'safe',
  summary: 'An IPv6 address in a list, without its brackets',
  why: `In a list of clients, domains or destinations a colon makes a lookup table: \`fd00::/8\` is a table of the type \`fd00\`.
There is no such type, so each lookup in the list that comes as far as this element fails, with a temporary error for the
client. IPv6 addresses stand in brackets: \`[fd00::]/8\`.`,
  see: ['postconf(5) mynetworks', 'src/util/match_list.c', 'src/util/dict_open.c'],
  evidence: { kind: 'log', says: ['unsupported dictionary type: fd00', 'expecting "type:name" form'], by: 'smtpd' },
  messages: {
    bare: (d: { value: string; right: string }) =>
      `Postfix takes \`${d.value}\` for a lookup table because of its colon, and cannot open it. IPv6 addresses in lists stand in brackets: \`${d.right}\``,
  },
  scope: 'setting',
  kinds: ['match-list-address', 'match-list-domain'],
  check({ resolved }, report) {
    if (resolved.expanded.problem) return
    for (const pattern of matchPatterns(resolved)) {
      if (pattern.form !== 'table') continue
      const { value } = pattern
      const slash = value.indexOf('/')
      const address = slash < 0 ? value : value.slice(0, slash)
      if (parseAddress(address)?.family !== 'ipv6') continue
      const right = `[${address}]${slash < 0 ? '' : value.slice(slash)}`
      report({
        at: pattern,
        say: ['bare', { value, right }],
        fix: { title: `Write \`${right}\``, edits: replacePlace(pattern, right) },
      })
    }
  },
  examples: [
    {
      title: "A network of one's own",
      'main.cf': `
        compatibility_level = 3.6
        mynetworks = 127.0.0.0/8, «fd00::/8»
      `,
      fixed: `
        compatibility_level = 3.6
        mynetworks = 127.0.0.0/8, [fd00::]/8
      `,
    },
    {
      title: 'In brackets',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        mynetworks = 127.0.0.0/8, [::1]/128, [fd00::]/8
      `,
    },
  ],
})
