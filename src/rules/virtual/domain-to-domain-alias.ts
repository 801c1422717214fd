import { defineRule } from '../define.js'

export default defineRule({
  id: 'domain-to-domain-alias',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  fix: 'none',
  summary: 'A virtual alias maps a whole domain to another one',
  why: `\`@example.com  @example.org\` makes every address of example.com a known one: smtpd(8) accepts mail for any of them, and
what the other domain has no user for is returned later to a sender that is often forged. That backscatter gets servers
onto blocklists. One entry for each user keeps unknown ones out at the door.`,
  see: ['virtual(5)', 'BACKSCATTER_README', 'ADDRESS_VERIFICATION_README'],
  evidence: {
    kind: 'heuristic',
    because: 'recipients can be verified in other ways, such as reject_unverified_recipient',
  },
  messages: {
    all: (d: { from: string; to: string }) =>
      `every address of \`${d.from}\` is accepted by this, and what \`${d.to}\` does not know is returned to forged senders: write an entry for each user`,
  },
  scope: 'table',
  syntaxes: ['postmap'],
  uses: ['virtual-alias'],
  check({ project }, report) {
    // Unknown recipients are asked for before mail is accepted.
    const lists = ['smtpd_recipient_restrictions', 'smtpd_relay_restrictions'].map(
      name => project.base.get(name)?.text ?? '',
    )
    if (lists.some(text => text.includes('reject_unverified_recipient'))) return undefined
    return {
      line(line) {
        if (line.type !== 'key-value' || !line.key.value.startsWith('@') || !line.value.value.startsWith('@')) return
        report({ at: line.key, say: ['all', { from: line.key.value.slice(1), to: line.value.value.slice(1) }] })
      },
    }
  },
  examples: [
    {
      title: 'A domain with an old name',
      'main.cf': 'virtual_alias_domains = example.com\nvirtual_alias_maps = texthash:/etc/postfix/virtual\n',
      tables: { virtual: '«@example.com»  @example.org\n' },
    },
    {
      title: 'An entry for each user',
      clean: true,
      'main.cf': 'virtual_alias_domains = example.com\nvirtual_alias_maps = texthash:/etc/postfix/virtual\n',
      tables: { virtual: 'anna@example.com  anna@example.org\nbert@example.com  bert@example.org\n' },
    },
  ],
})
