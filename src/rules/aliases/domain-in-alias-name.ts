import { defineRule } from '../define.js'

export default defineRule({
  id: 'domain-in-alias-name',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'The name of an alias has a domain',
  why: `aliases(5) is asked for user names of local domains (\`mydestination\`), without the domain. postalias(1) skips a name
with \`@\` in it, with a warning. Addresses of other domains belong into a virtual alias table (\`virtual_alias_maps\`).`,
  see: ['aliases(5)', 'virtual(5)', 'src/postalias/postalias.c'],
  evidence: { kind: 'log', says: ['name must be local'], by: 'postalias' },
  messages: {
    domain: (d: { key: string }) =>
      `an alias is a user name without a domain, so \`${d.key}\` is skipped: put it into \`virtual_alias_maps\`, or leave the domain out`,
  },
  scope: 'table',
  syntaxes: ['aliases'],
  check(_, report) {
    return {
      line(line) {
        if (line.type !== 'broken-entry' || line.problem !== 'domain-in-key') return
        report({ at: line.at, say: ['domain', { key: line.key?.value ?? '' }] })
      },
    }
  },
  examples: [
    {
      title: 'An address before the colon',
      'main.cf': 'alias_maps = hash:/etc/postfix/aliases\n',
      tables: { aliases: 'postmaster: root\ninfo«@example.com»: anna\n' },
    },
    {
      title: 'A user name, and the address in the right table',
      clean: true,
      'main.cf':
        'alias_maps = hash:/etc/postfix/aliases\nalias_database = $alias_maps\nvirtual_alias_maps = hash:/etc/postfix/virtual\n',
      tables: {
        aliases: 'postmaster: anna\nroot: anna\ninfo: anna\n',
        virtual: 'info@example.com  anna@example.org\n',
      },
    },
  ],
})
