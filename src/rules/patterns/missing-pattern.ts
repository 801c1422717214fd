import { defineRule } from '../define.js'

export default defineRule({
  id: 'missing-pattern',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A rule or an `if` has no pattern',
  why: `A rule of a regexp, pcre or cidr table begins with a pattern, and \`if\` is followed by one. Postfix skips a line
that has nothing but \`!\` or \`if\`; a skipped \`if\` opens no block, so the rules below it count for everything.`,
  see: ['regexp_table(5)', 'pcre_table(5)', 'cidr_table(5)', 'src/util/dict_regexp.c', 'src/util/dict_cidr.c'],
  evidence: { kind: 'log', says: ['no regexp: skipping', 'no address pattern'], by: 'postmap' },
  messages: {
    rule: () => 'no pattern follows, so Postfix skips this line: write one, or remove the line',
    block: () => 'no pattern follows `if`, so Postfix skips this line, and what should depend on it counts always',
  },
  scope: 'table',
  syntaxes: ['regexp', 'pcre', 'cidr'],
  check(_, report) {
    return {
      line(line) {
        if (line.type !== 'broken-entry' || line.problem !== 'missing-pattern') return
        report({ at: line.whole, say: [/^if/i.test(line.whole.value) ? 'block' : 'rule'] })
      },
    }
  },
  examples: [
    {
      title: 'Nothing behind the exclamation mark',
      'main.cf': 'header_checks = regexp:/etc/postfix/header_checks\n',
      tables: { header_checks: '«!»\n«if !»\n/^Subject: x/ REJECT\n' },
    },
    {
      title: 'A cidr table',
      'main.cf': 'smtpd_client_restrictions = check_client_access cidr:/etc/postfix/clients\n',
      tables: { clients: '«if»\n192.0.2.0/24 OK\n' },
    },
    {
      title: 'A negated pattern',
      clean: true,
      'main.cf': 'header_checks = regexp:/etc/postfix/header_checks\n',
      tables: { header_checks: 'if !/^Subject:/\n/^X-Spam: yes/ REJECT\nendif\n' },
    },
  ],
})
