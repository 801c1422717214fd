import { partOfItem } from '../../config/elements.js'
import { readTablePattern } from '../../config/read-patterns.js'
import type { PatternProblem } from '../../syntax/patterns/nodes.js'
import type { Pattern } from '../../syntax/tables/nodes.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'bad-pattern',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A pattern does not compile',
  why: `Patterns of a regexp table are extended regular expressions of POSIX, as the C library of the host reads them (here: the
GNU C library); those of a pcre table are regular expressions as Perl has them, read by PCRE2. Postfix skips a rule whose
pattern the library refuses, with a warning; a skipped \`if\` opens no block, so the rules below it count for everything.

Found is what certainly does not compile. What postfix-lint does not judge, such as the length of a look-behind, it passes over.`,
  see: ['regexp_table(5)', 'pcre_table(5)', 'regex(7)', 'pcre2pattern(3)'],
  evidence: {
    kind: 'log',
    says: ['Unmatched', 'Invalid', 'Regular expression too big', 'error in regex at offset'],
    by: 'postmap',
  },
  messages: {
    'open-group': () => 'no `)` closes this `(`, so Postfix skips the line: write `\\(` for the character itself',
    'close-without-open': () => 'no `(` is open here, so Postfix skips the line: write `\\)` for the character itself',
    'open-class': () => 'no `]` closes this `[`, so Postfix skips the line: write `\\[` for the character itself',
    'bad-range': (d: { text: string }) =>
      `\`${d.text}\` is no range of characters, so Postfix skips the line: put a \`-\` that is meant as such first or last in the brackets`,
    'bad-class-name': (d: { text: string }) =>
      `\`${d.text}\` is no class of characters, such as \`[:alpha:]\` or \`[:digit:]\`, so Postfix skips the line`,
    'bad-collation': (d: { text: string }) => `the library knows no \`${d.text}\`, so Postfix skips the line`,
    'class-outside-brackets': () =>
      'a class of characters needs brackets around it, as in `[[:alpha:]]`: Postfix skips the line',
    'nothing-to-repeat': (d: { text: string }) =>
      `there is nothing before \`${d.text}\` that it could repeat, so Postfix skips the line: write \`\\${d.text}\` for the character itself`,
    perl: () =>
      '`(?` is no syntax of `regexp:` tables, so Postfix skips the line: such patterns need a `pcre:` table, or leave out what is behind `(`',
    'bad-interval': (d: { text: string }) =>
      `\`${d.text}\` is no number of repetitions, so Postfix skips the line: write \`\\{\` for the character itself`,
    'interval-too-big': (d: { text: string }) =>
      `\`${d.text}\` asks for more repetitions than the library allows, so Postfix skips the line`,
    'missing-group': (d: { text: string }) =>
      `\`${d.text}\` refers to a group that is not there, so Postfix skips the line`,
    'trailing-backslash': () => 'nothing follows the backslash, so Postfix skips the line',
    'unsupported-escape': (d: { text: string }) => `PCRE2 does not support \`${d.text}\`, so Postfix skips the line`,
    'unknown-escape': (d: { text: string }) =>
      `\`${d.text}\` means nothing to PCRE2, so Postfix skips the line: letters stand for themselves without a backslash`,
    'open-comment': () => 'no `)` closes this comment, so Postfix skips the line',
    'duplicate-name': () => 'a group of this name is there already, so Postfix skips the line',
  },
  scope: 'table',
  syntaxes: ['regexp', 'pcre'],
  check({ project, table }, report) {
    const judge = (pattern: Pattern) => {
      const { problem } = readTablePattern(pattern, table.syntax)
      if (problem === undefined) return
      // Before PCRE2, such a letter stood for itself.
      if (problem.kind === 'unknown-escape' && !project.catalog.atLeast('3.7')) return
      const at = partOfItem(pattern.pattern, problem.start, problem.end)
      const text = pattern.pattern.value.slice(problem.start, problem.end)
      const isPerl = table.syntax === 'regexp' && text === '?' && pattern.pattern.value[problem.start - 1] === '('
      const severity = problem.kind === 'unknown-escape' ? 'warning' : 'error'
      if (isPerl) report({ at: partOfItem(pattern.pattern, problem.start - 1, problem.end), say: ['perl'] })
      else report({ at, say: say(problem, text), severity })
    }
    return {
      line(line) {
        if (line.type !== 'pattern-rule' && line.type !== 'pattern-if') return
        judge(line)
        if (line.type === 'pattern-rule' && line.second !== undefined) judge(line.second)
      },
    }
  },
  examples: [
    {
      title: 'POSIX: brackets, repetitions, references',
      'main.cf': 'header_checks = regexp:/etc/postfix/header_checks\n',
      tables: {
        header_checks:
          '/^Subject: «(»viagra/ REJECT\n/^Subject: «[»a/ REJECT\n/^«*»X/ WARN\n/x«{2,1}»/ WARN\n/[«z-a»]/ WARN\n/[«[:foo:]»]/ WARN\n/«\\1»(a)/ WARN\n',
      },
    },
    {
      title: 'Perl syntax in a regexp table',
      'main.cf': 'header_checks = regexp:/etc/postfix/header_checks\n',
      tables: { header_checks: '/^Subject: «(?»:viagra|casino)/ REJECT\n' },
    },
    {
      title: 'PCRE',
      'main.cf': 'header_checks = pcre:/etc/postfix/header_checks\n',
      tables: {
        header_checks:
          '/^Subject: a«)»/ REJECT\n/a{2}«{3}»/ WARN\n/«[»:alpha:]/ WARN\n/«\\2»(a)/ WARN\n/«\\y»/ WARN\n/x(?<n>a)«(?<n>»b)/ WARN\n',
      },
    },
    {
      title: 'What compiles',
      clean: true,
      'main.cf': 'header_checks = regexp:/etc/postfix/header_checks\nbody_checks = pcre:/etc/postfix/body_checks\n',
      tables: {
        header_checks: '/^Subject: \\(re\\))/ WARN\n/^X-A: []a-c-][[:alpha:]]{1,3}(a|b)\\1$/ WARN\n',
        body_checks: '/^(?:viagra|casino)++(?=x)[\\w-]{2,}?$/ REJECT\n',
      },
    },
  ],
})

function say({ kind }: PatternProblem, text: string) {
  switch (kind) {
    case 'bad-range':
    case 'bad-class-name':
    case 'bad-collation':
    case 'nothing-to-repeat':
    case 'bad-interval':
    case 'interval-too-big':
    case 'missing-group':
    case 'unsupported-escape':
    case 'unknown-escape':
      return [kind, { text: text.length > 40 ? `${text.slice(0, 37)}...` : text }] as const
    default:
      return [kind] as const
  }
}
