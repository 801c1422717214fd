import { alwaysMatches, hasAnchor } from '../../config/pattern-facts.js'
import { readTablePattern } from '../../config/read-patterns.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'unanchored-pattern',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  fix: 'none',
  summary: 'A pattern that permits somebody has neither `^` nor `$`',
  why: `A pattern matches anywhere in the address or name that is looked up. \`/example\\.com/ OK\` also matches
\`example.com.attacker.example\` and \`notexample.com\`; who can choose such a name passes the check. Say where it has to stand:
\`/@example\\.com$/\`, \`/(^|\\.)example\\.com$/\`. A dot that is meant as a dot needs a backslash.`,
  see: ['access(5)', 'regexp_table(5)', 'pcre_table(5)'],
  evidence: { kind: 'heuristic', because: 'a pattern that may match anywhere can be meant' },
  messages: {
    anywhere: (d: { result: string }) =>
      `this matches anywhere in what is looked up, so longer names get \`${d.result}\` as well: say with \`^\` and \`$\` where it has to stand`,
  },
  scope: 'table',
  syntaxes: ['regexp', 'pcre'],
  uses: ['access-client', 'access-helo', 'access-sender', 'access-recipient'],
  check({ table }, report) {
    return {
      line(line) {
        if (line.type !== 'pattern-rule' || line.negations % 2 === 1) return
        const result = /^(?:OK|RELAY|PERMIT|[0-9]+$|permit[a-z_]*)(?=[\s,]|$)/i.exec(line.result.value)?.[0]
        if (result === undefined) return
        const tree = readTablePattern(line, table.syntax)
        if (!tree.complete || hasAnchor(tree) || alwaysMatches(tree) !== undefined) return
        report({ at: line.pattern, say: ['anywhere', { result }] })
      },
    }
  },
  examples: [
    {
      title: 'A trusted domain, and whoever has it in his name',
      'main.cf': 'smtpd_client_restrictions = check_client_access pcre:/etc/postfix/clients\n',
      tables: { clients: '/«example\\.com»/ OK\n/spam/ REJECT\n' },
    },
    {
      title: 'Bound to the end',
      clean: true,
      'main.cf': 'smtpd_client_restrictions = check_client_access regexp:/etc/postfix/clients\n',
      tables: { clients: '/(^|\\.)example\\.com$/ OK\n/spam/ REJECT\n/.*/ DUNNO\n' },
    },
  ],
})
