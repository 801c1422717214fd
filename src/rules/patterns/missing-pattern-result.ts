import { defineRule } from '../define.js'

export default defineRule({
  id: 'missing-pattern-result',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A pattern has no result',
  why: `Behind a pattern stands what the table answers when it matches. In a cidr table, Postfix skips a rule without a result.
In a regexp or pcre table it takes an empty text, with a warning: most programs then warn about an empty result, treat it
as a failed lookup and put the mail off, and content checks find an unknown action in it.`,
  see: ['regexp_table(5)', 'pcre_table(5)', 'cidr_table(5)', 'src/util/dict_regexp.c', 'src/util/dict_cidr.c'],
  evidence: { kind: 'log', says: ['no replacement text', 'no lookup result'], by: 'postmap' },
  messages: {
    empty: () =>
      'the pattern has no result, so Postfix takes an empty one, which programs do not accept: write it behind',
    skipped: (d: { network: string }) =>
      `\`${d.network}\` has no result, so Postfix skips it: write one behind it, such as \`OK\` or \`REJECT\``,
  },
  scope: 'table',
  syntaxes: ['regexp', 'pcre', 'cidr'],
  check(_, report) {
    return {
      line(line) {
        if (line.type === 'pattern-rule' && line.result.value === '') report({ at: line.whole, say: ['empty'] })
        else if (line.type === 'network-rule' && line.result.value === '')
          report({ at: line.whole, say: ['skipped', { network: line.whole.value }] })
      },
    }
  },
  examples: [
    {
      title: 'A pattern alone',
      'main.cf': 'header_checks = regexp:/etc/postfix/header_checks\n',
      tables: { header_checks: '«/^Subject: viagra/»\n/^X-Spam: yes/ REJECT\n' },
    },
    {
      title: 'Networks alone',
      'main.cf': 'smtpd_client_restrictions = check_client_access cidr:/etc/postfix/clients\n',
      tables: { clients: '«192.0.2.0/24»\n198.51.100.0/24 OK\n' },
    },
    {
      title: 'The result on the next line',
      clean: true,
      'main.cf': 'header_checks = regexp:/etc/postfix/header_checks\n',
      tables: { header_checks: '/^Subject: viagra/\n  REJECT\n' },
    },
  ],
})
