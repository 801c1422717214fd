import { defineRule } from '../define.js'

export default defineRule({
  id: 'missing-table-value',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A line of a table has a key and no value',
  why: `Each line of a table is a key, white space, and a value. A line without a value is skipped with a warning, so the key
is not in the table. Where only the presence of a key counts (\`relay_recipient_maps\`, \`mydestination\` ...) the value can
be any word, such as \`OK\`, but there has to be one.`,
  see: ['postmap(1)', 'src/postmap/postmap.c', 'src/util/dict_thash.c'],
  evidence: { kind: 'log', says: ['expected format: key whitespace value'], by: 'postmap' },
  messages: {
    missing: (d: { key: string }) => `\`${d.key}\` has no value, so the line is skipped: write one behind the key`,
    any: (d: { key: string }) =>
      `\`${d.key}\` has no value, so the line is skipped: write any word behind it, such as \`OK\``,
  },
  scope: 'table',
  syntaxes: ['postmap'],
  check({ table, uses }, report) {
    if (table.path === undefined) return undefined
    const anything = uses.length > 0 && uses.every(({ value }) => value === 'exists')
    return {
      line(line) {
        if (line.type !== 'broken-entry' || line.problem !== 'missing-value') return
        report({ at: line.at, say: [anything ? 'any' : 'missing', { key: line.key?.value ?? '' }] })
      },
    }
  },
  examples: [
    {
      title: 'A list of domains, one a line',
      'main.cf': 'relay_domains = hash:/etc/postfix/relay_domains\n',
      tables: { relay_domains: 'example.com OK\n«example.org»\n' },
    },
    {
      title: 'A domain without its transport',
      'main.cf': 'transport_maps = hash:/etc/postfix/transport\n',
      tables: { transport: '«example.com»\nexample.net  smtp:[mail.example.net]\n' },
    },
    {
      title: 'The value on the next line',
      clean: true,
      'main.cf': 'virtual_alias_maps = hash:/etc/postfix/virtual\n',
      tables: { virtual: 'info@example.com\n  anna@example.org,\n  bert@example.org\n' },
    },
  ],
})
