import { isReadable } from '../../config/mail-path.js'
import { matchPatterns } from '../../config/match-patterns.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'relay-for-every-domain',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: '`relay_domains` matches every domain there is',
  why: `\`reject_unauth_destination\` lets mail for the domains in \`relay_domains\` pass, whoever sends it. A \`static:\` table has
every domain in it, and so has a pattern such as \`.*\`: strangers can then send mail to anywhere through this server, which is an
open relay.`,
  see: ['postconf(5) relay_domains', 'static_table in DATABASE_README', 'SMTPD_ACCESS_README'],
  evidence: { kind: 'source', because: 'dict_static finds every key; a short run has no client from outside' },
  messages: {
    every: (d: { value: string }) =>
      `\`${d.value}\` matches every domain, so strangers can send mail to anywhere through this server (open relay): list the domains it relays for`,
  },
  scope: 'setting',
  parameters: ['relay_domains'],
  check({ resolved }, report) {
    if (!isReadable(resolved)) return
    for (const pattern of matchPatterns(resolved)) {
      if (pattern.form !== 'table' || pattern.negations % 2 === 1) continue
      const { value } = pattern
      if (value.startsWith('static:') || /^(?:regexp|pcre):\{\s*\{?\s*\/\^?\.?[*+]?\$?\/[a-z]*\s/i.test(value)) {
        report({ at: pattern, say: ['every', { value }] })
      }
    }
  },
  examples: [
    {
      title: 'A table that has everything',
      'main.cf': `
        compatibility_level = 3.6
        relay_domains = «static:all»
        relay_recipient_maps = texthash:/etc/postfix/relay_recipients
      `,
    },
    {
      title: 'A list of domains',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        relay_domains = example.net
        relay_recipient_maps = texthash:/etc/postfix/relay_recipients
      `,
    },
  ],
})
