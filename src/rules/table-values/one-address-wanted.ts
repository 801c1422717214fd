import { addressesOf } from '../../config/table-values.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'one-address-wanted',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A table that gives one address gives several, or none',
  why: `Canonical and generic tables replace an address by one other. Of several, cleanup(8) uses the first and warns; the
others get nothing. To send mail to several people, use virtual aliases (\`virtual_alias_maps\`). A result without any
address, such as a comment in parentheses, makes mail for that address fail. A result of \`sender_bcc_maps\` or
\`recipient_bcc_maps\` is one address as well: cleanup(8) takes several for one strange address, to which the copy cannot be delivered.`,
  see: [
    'canonical(5)',
    'generic(5)',
    'src/global/mail_addr_map.c',
    'src/cleanup/cleanup_map11.c',
    'src/cleanup/cleanup_addr.c',
  ],
  evidence: { kind: 'source', because: 'cleanup_map11_external uses the first address of a result and logs the rest' },
  messages: {
    several: (d: { first: string }) =>
      `only \`${d.first}\` is used, since this table gives one address for one: several targets belong into \`virtual_alias_maps\``,
    copies: () =>
      'a copy goes to one address: all of this is taken for one, which is none, and comes back. Write a virtual alias that leads to both',
    none: () => 'this is no address, so mail that the entry is about fails',
  },
  scope: 'table',
  syntaxes: ['postmap'],
  uses: ['canonical', 'generic', 'bcc'],
  check({ table, uses }, report) {
    const isCopy = uses.some(({ name }) => name === 'bcc')
    // Other uses of the same file may want several.
    if (table.uses.some(({ value }) => value === 'addresses')) return undefined
    return {
      line(line) {
        if (line.type !== 'key-value') return
        const { value } = line
        if (/(?:^|[\s,])#/.test(value.value)) return
        const [first, second] = addressesOf(value)
        if (first === undefined) report({ at: value, say: ['none'] })
        else if (second !== undefined)
          report({ at: second, say: isCopy ? ['copies'] : ['several', { first: first.value }] })
      },
    }
  },
  examples: [
    {
      title: 'A canonical address for two people',
      'main.cf': 'recipient_canonical_maps = hash:/etc/postfix/canonical\n',
      tables: { canonical: 'office@example.com  anna@example.org, «bert@example.org»\ncarl@example.com  «(gone)»\n' },
    },
    {
      title: 'Copies for two people',
      'main.cf': 'sender_bcc_maps = hash:/etc/postfix/copies\n',
      tables: { copies: 'anna@example.com  bert@example.com, «carl@example.com»\n' },
    },
    {
      title: 'One for one',
      clean: true,
      'main.cf': 'recipient_canonical_maps = hash:/etc/postfix/canonical\n',
      tables: {
        canonical:
          'office@example.com  anna@example.org\n"a b"@example.com  "anna b"@example.org\n@example.net  @example.com\n',
      },
    },
  ],
})
