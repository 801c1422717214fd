import { defineRule } from '../define.js'

export default defineRule({
  id: 'unclosed-pattern',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'The second delimiter of a pattern is missing',
  why: `The first character of a rule in a regexp or pcre table delimits its pattern, whatever character it is, and the
pattern ends where that character stands again (a backslash before it makes it a part of the pattern). Postfix skips a rule
without the second delimiter. Often the rule was written without delimiters at all: \`^Subject: x REJECT\` begins a pattern
that ends at the next \`^\`. Usual are slashes: \`/^Subject: x/ REJECT\`.`,
  see: ['regexp_table(5)', 'pcre_table(5)', 'src/util/dict_regexp.c', 'src/util/dict_pcre.c'],
  evidence: { kind: 'log', says: ['no closing regexp delimiter'], by: 'postmap' },
  messages: {
    unclosed: (d: { delimiter: string }) =>
      `the pattern begins with \`${d.delimiter}\` and has to end with it, but it never comes again: Postfix skips this rule`,
    bare: (d: { delimiter: string }) =>
      `Postfix takes \`${d.delimiter}\` for the delimiter of a pattern that nothing closes, and skips this rule: put the pattern between slashes, as in \`/^Subject: x/\``,
  },
  scope: 'table',
  syntaxes: ['regexp', 'pcre'],
  check(_, report) {
    return {
      line(line) {
        if (line.type !== 'broken-entry' || line.problem !== 'missing-delimiter') return
        const delimiter = /^[!\s]*(\S)/.exec(line.at.value)?.[1] ?? ''
        report({ at: line.at, say: [/[\^.([*\\]/.test(delimiter) ? 'bare' : 'unclosed', { delimiter }] })
      },
    }
  },
  examples: [
    {
      title: 'Nothing ends the pattern',
      'main.cf': 'header_checks = regexp:/etc/postfix/header_checks\n',
      tables: { header_checks: '«/^Subject: viagra REJECT»\nif «/^To:»\n' },
    },
    {
      title: 'A pattern without delimiters',
      'main.cf': 'header_checks = pcre:/etc/postfix/header_checks\n',
      tables: { header_checks: '«^Subject: viagra REJECT»\n' },
    },
    {
      title: 'Other delimiters, and one that is part of the pattern',
      clean: true,
      'main.cf': 'header_checks = pcre:/etc/postfix/header_checks\n',
      tables: { header_checks: '/^Subject: a\\/b/ REJECT\n|^X-Path: /usr/|  REJECT\n' },
    },
  ],
})
