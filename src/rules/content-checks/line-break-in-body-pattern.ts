import { partOfItem } from '../../config/elements.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'line-break-in-body-pattern',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A body check looks for a line break',
  why: `\`body_checks\` and \`smtp_body_checks\` are asked for one line of a message at a time, without the line break at its end.
A pattern that needs a line break (\`\\n\`) never matches. (In header checks it can: a header that is folded over several
lines is looked up as a whole.)`,
  see: ['header_checks(5)', 'src/cleanup/cleanup_message.c'],
  evidence: {
    kind: 'source',
    because: 'cleanup(8) looks up body records, which hold a line each; no match, no message',
  },
  messages: {
    never: (d: { text: string }) =>
      `body checks see one line at a time, without its end, so \`${d.text}\` matches nothing: look for what stands in one line`,
  },
  scope: 'table',
  syntaxes: ['pcre'],
  uses: ['body-checks', 'smtp-body-checks'],
  check({ table, uses }, report) {
    if (table.uses.length !== uses.length) return undefined
    return {
      line(line) {
        if (line.type !== 'pattern-rule' && line.type !== 'pattern-if') return
        // An optional break, one of several ways, or one in brackets needs none.
        if (line.negations % 2 === 1 || /[|[(]/.test(line.pattern.value)) return
        const found = /^(?:[^\\]|\\[^nrQ])*?(\\n|\\r\\n)(?![*?{])/.exec(line.pattern.value)
        const text = found?.[1]
        if (found === null || text === undefined) return
        const end = found[0].length
        report({ at: partOfItem(line.pattern, end - text.length, end), say: ['never', { text }] })
      },
    }
  },
  examples: [
    {
      title: 'Two lines in one pattern',
      'main.cf': 'body_checks = pcre:/etc/postfix/body_checks\n',
      tables: { body_checks: '/^Dear friend,«\\n»please send money/ REJECT\n' },
    },
    {
      title: 'One line',
      clean: true,
      'main.cf': 'body_checks = pcre:/etc/postfix/body_checks\n',
      tables: { body_checks: '/^please send money/ REJECT\n' },
    },
  ],
})
