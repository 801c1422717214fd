import { partOfItem } from '../../config/elements.js'
import { explosiveRepeat } from '../../config/pattern-facts.js'
import { readTablePattern } from '../../config/read-patterns.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'exponential-pattern',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A pattern repeats a repetition, which can take a very long time',
  why: `PCRE tries one way to match after the other. With a repetition inside of another, as in \`(a+)+$\`, there are twice as
many ways with each more character, and when none of them matches, all are tried. At some millions of steps PCRE gives up:
Postfix logs \`backtracking limit exceeded\`, and the lookup fails. Who sends the text can bring that about on purpose.
Mostly one of the two repetitions is not needed: \`a+$\`.`,
  see: ['pcre_table(5)', 'pcre2perform(3)', 'src/util/dict_pcre.c'],
  evidence: {
    kind: 'heuristic',
    because: 'whether it comes to that depends on what is looked up, and PCRE2 finds a short way for some',
  },
  messages: {
    nested: (d: { text: string }) =>
      `\`${d.text}\` repeats a repetition: a long text that does not match makes PCRE try twice as many ways with each character, and give up. Leave one of the two out`,
  },
  scope: 'table',
  syntaxes: ['pcre'],
  check({ table }, report) {
    return {
      line(line) {
        if (line.type !== 'pattern-rule' && line.type !== 'pattern-if') return
        const tree = readTablePattern(line, table.syntax)
        if (!tree.complete) return
        const node = explosiveRepeat(tree)
        if (node === undefined) return
        const text = line.pattern.value.slice(node.start, node.end)
        report({
          at: partOfItem(line.pattern, node.start, node.end),
          say: ['nested', { text: text.length > 60 ? `${text.slice(0, 57)}...` : text }],
        })
      },
    }
  },
  examples: [
    {
      title: 'Repetitions of repetitions',
      'main.cf': 'header_checks = pcre:/etc/postfix/header_checks\n',
      tables: { header_checks: '/^Subject: «(a+)+»$/ REJECT\n/^To: (?:x|«(?:[a-z]*)*»@)example/ WARN\n' },
    },
    {
      title: 'Something between them, nothing behind them, or nothing given back',
      clean: true,
      'main.cf': 'header_checks = pcre:/etc/postfix/header_checks\n',
      tables: {
        header_checks: '/^Subject: (a+b)+$/ REJECT\n/^To: (a+)+/ WARN\n/^Cc: (a++)+$/ WARN\n/^Bcc: (?>a+)+$/ WARN\n',
      },
    },
  ],
})
