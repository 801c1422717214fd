import { defineRule } from '../define.js'

export default defineRule({
  id: 'relay-recipient-wildcard',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  summary: 'The list of recipients of a relayed domain has all of them',
  why: `\`@example.com\` in \`relay_recipient_maps\` makes every address of the domain a known one. Mail for names that the server behind does
not have is accepted here, refused there, and then returned: to senders that are mostly forged. Such backscatter brings a server onto
blocklists. List the addresses that exist, or have smtpd(8) ask the server behind with \`reject_unverified_recipient\`.`,
  see: ['postconf(5) relay_recipient_maps', 'BACKSCATTER_README', 'ADDRESS_VERIFICATION_README'],
  evidence: {
    kind: 'heuristic',
    because: 'the server behind may take every address, and recipients can be verified in other ways',
  },
  messages: {
    all: (d: { domain: string }) =>
      `every address of \`${d.domain}\` is accepted by this, and what the server behind does not know is returned to forged senders: list the addresses, or use \`reject_unverified_recipient\``,
  },
  scope: 'table',
  syntaxes: ['postmap'],
  uses: ['relay-recipients'],
  check({ project }, report) {
    // Unknown recipients are asked for, or something of one's own decides, before mail is accepted.
    const lists = ['smtpd_recipient_restrictions', 'smtpd_relay_restrictions'].map(
      name => project.base.get(name)?.text ?? '',
    )
    if (lists.some(text => /verif|policy|check_recipient_access/.test(text))) return undefined
    return {
      line(line) {
        if (line.type !== 'key-value' || !line.key.value.startsWith('@') || line.key.value.length < 2) return
        report({ at: line.key, say: ['all', { domain: line.key.value.slice(1) }] })
      },
    }
  },
  examples: [
    {
      title: 'A whole domain',
      'main.cf': `
        compatibility_level = 3.6
        relay_domains = example.com
        relay_recipient_maps = hash:/etc/postfix/relayed
      `,
      tables: { relayed: '«@example.com»  x\n' },
    },
    {
      title: 'The addresses that exist',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        relay_domains = example.com
        relay_recipient_maps = hash:/etc/postfix/relayed
      `,
      tables: { relayed: 'anna@example.com  x\nbert@example.com  x\n' },
    },
  ],
})
