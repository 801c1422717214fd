import { defineRule } from '../define.js'

export default defineRule({
  id: 'double-pattern',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  summary: 'A rule has two patterns, an old form',
  why: `\`/pattern1/!/pattern2/ result\` in a regexp table matches what the first pattern matches and the second does not. No manual
page describes the form any more, and the source of Postfix says that it will go away. The same is
\`if !/pattern2/\`, \`/pattern1/ result\`, \`endif\`, on three lines.`,
  see: ['regexp_table(5)', 'src/util/dict_regexp.c'],
  evidence: { kind: 'source', because: 'the warning about it in dict_regexp_get_pats is not compiled in' },
  messages: {
    old: (d: { second: string }) =>
      `two patterns in one rule are an old form that is to go away: write \`if ${d.second}\`, the rule, and \`endif\``,
  },
  scope: 'table',
  syntaxes: ['regexp'],
  check(_, report) {
    return {
      line(line) {
        if (line.type !== 'pattern-rule' || line.second === undefined) return
        const { whole } = line.second
        report({ at: whole, say: ['old', { second: whole.value.length > 60 ? '!/.../' : whole.value }] })
      },
    }
  },
  examples: [
    {
      title: 'Two patterns',
      'main.cf': 'header_checks = regexp:/etc/postfix/header_checks\n',
      tables: { header_checks: '/^Subject:/«!/example/» WARN\n' },
    },
    {
      title: 'A block',
      clean: true,
      'main.cf': 'header_checks = regexp:/etc/postfix/header_checks\n',
      tables: { header_checks: 'if !/example/\n/^Subject:/ WARN\nendif\n' },
    },
  ],
})
