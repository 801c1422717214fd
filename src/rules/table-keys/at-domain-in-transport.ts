import { partOfItem, replacePlace } from '../../config/elements.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'at-domain-in-transport',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A transport table has a key of the form `@domain`',
  why: `The keys of a transport table are addresses, domains, and domains with a leading dot. \`@domain\` is a key of virtual
and canonical tables: no lookup in a transport table ever asks for it, so the entry has no effect, and mail for the
domain goes where it would go without it.`,
  see: ['transport(5)', 'src/trivial-rewrite/transport.c'],
  evidence: {
    kind: 'source',
    because: 'transport_lookup asks for the address, the domain and the domains above it, and `*`',
  },
  messages: {
    at: (d: { key: string; domain: string }) =>
      `no lookup in a transport table asks for \`${d.key}\`, so the entry has no effect: write \`${d.domain}\``,
  },
  scope: 'table',
  syntaxes: ['postmap'],
  uses: ['transport'],
  check({ table }, report) {
    // Used for something else as well, the key can be meant for that.
    if (table.uses.length > 1) return undefined
    return {
      line(line) {
        if (line.type !== 'key-value') return
        const key = line.key.value
        if (!key.startsWith('@') || key.length === 1) return
        const domain = key.slice(1)
        report({
          at: line.key,
          say: ['at', { key, domain }],
          fix: { title: `Write \`${domain}\``, edits: replacePlace(partOfItem(line.key, 0, 1), '') },
        })
      },
    }
  },
  examples: [
    {
      title: 'A key as in a virtual alias table',
      'main.cf': 'transport_maps = hash:/etc/postfix/transport\n',
      tables: { transport: '«@example.com»  smtp:[mail.example.net]\n' },
      fixed: 'example.com  smtp:[mail.example.net]\n',
    },
    {
      title: 'Addresses, domains, and the domains below',
      clean: true,
      'main.cf': 'transport_maps = hash:/etc/postfix/transport\n',
      tables: {
        transport:
          'anna@example.com  local:\nexample.com  smtp:[mail.example.net]\n.example.com  smtp:[mail.example.net]\n',
      },
    },
  ],
})
