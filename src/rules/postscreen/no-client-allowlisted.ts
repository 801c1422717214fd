import { wholeValue } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { matchPatterns } from '../../config/match-patterns.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'no-client-allowlisted',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'No address of this host lets new clients through postscreen',
  why: `A client is put on postscreen's list of good clients only when it comes to one of the addresses in
\`postscreen_allowlist_interfaces\`. A list is read from left to right, and what nothing matches is not in it: with exclusions alone
(\`!192.0.2.1\`) no address is left, and every new client is told to come back again and again. Behind the exclusions belongs
\`static:all\`.`,
  see: ['POSTSCREEN_README', 'postconf(5) postscreen_allowlist_interfaces', 'src/util/match_list.c'],
  evidence: { kind: 'source', because: 'match_list_match() finds nothing in a list that holds only exclusions' },
  messages: {
    none: (d: { name: string }) =>
      `\`${d.name}\` holds no address, so postscreen never lets a new client through: put \`static:all\` behind the exclusions`,
  },
  scope: 'setting',
  parameters: ['postscreen_allowlist_interfaces', 'postscreen_whitelist_interfaces'],
  check({ setting, resolved }, report) {
    if (!isReadable(resolved)) return
    const patterns = matchPatterns(resolved)
    if (patterns.length === 0 || patterns.some(({ negations }) => negations % 2 === 0)) return
    report({ at: wholeValue(resolved), say: ['none', { name: setting.name }] })
  },
  examples: [
    {
      title: 'Only an exclusion',
      'main.cf': `
        compatibility_level = 3.6
        postscreen_allowlist_interfaces = «!192.0.2.1»
      `,
    },
    {
      title: 'All but one',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        postscreen_allowlist_interfaces = !192.0.2.1, static:all
      `,
    },
  ],
})
