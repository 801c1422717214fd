import type { ExpansionProblem } from '../../config/expand.js'
import { defineRule } from '../define.js'

type Kind = ExpansionProblem['kind']

/** What is wrong, in words; kinds that are about the values and not about the text are left to other rules. */
const faults: { readonly [kind in Kind]?: string } = {
  'empty-name': 'no parameter name stands after the `$`. Write `$$` for a dollar sign',
  truncated: 'the closing bracket is missing',
  'bad-name': 'the name holds a character that no name can have: only letters, digits and `_` can stand in it',
  unbalanced: 'a `{` in it has no matching `}`',
  'operator-expected': 'an operator such as `==`, `!=`, `<` or `>=` has to stand between the two `{...}`',
  'bad-operator-suffix': 'the word after the operator is not known: only `level` can stand there',
  'right-operand-expected': 'after the operator, a text in braces has to follow: `{text}`',
  'question-or-colon-expected': 'after the comparison, `?` or `:` has to follow',
  'colon-expected': 'after `?{text}`, only `:` can follow',
  'unexpected-text': 'there is more text where the reference has to end',
  'bad-level': 'what it compares is not a compatibility level, such as `3.6`',
}

export default defineRule({
  id: 'bad-reference-syntax',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A `$name` or `${...}` is not written as Postfix wants it',
  why: `Postfix replaces \`$name\`, \`\${name}\`, \`\${name?text}\`, \`\${name:text}\` and \`\${{a} == {b} ? {yes} : {no}}\` when it
reads a value. At a reference that it cannot read, every program that uses the value stops with a fatal error.

A dollar sign that is meant as such is written \`$$\`.`,
  see: ['postconf(5)', 'src/util/mac_parse.c', 'src/util/mac_expand.c'],
  evidence: {
    kind: 'log',
    says: [
      'empty macro name',
      'truncated macro reference',
      'attribute name syntax error',
      'macro processing error',
      'expected at',
    ],
    by: 'postfix',
  },
  messages: {
    bad: (d: { text: string; fault: string; certain: boolean }) =>
      `\`${d.text}\` cannot be read: ${d.fault}. ${d.certain ? 'Postfix stops with a fatal error here' : 'Postfix stops with a fatal error when a program uses this value'}`,
  },
  scope: 'setting',
  check({ setting, resolved, parameter }, report) {
    const { problem } = resolved.expanded
    // What came in through a `$name` is reported where it is written.
    if (problem === undefined || problem.via !== undefined || problem.at === undefined) return
    const fault = faults[problem.kind]
    if (fault === undefined) return
    const line = problem.text.replaceAll(/\s+/g, ' ')
    const text = line.length > 50 ? `${line.slice(0, 50)}...` : line
    const certain = parameter !== undefined
    report({
      at: { file: setting.file, range: problem.at.range },
      say: ['bad', { text, fault, certain }],
      ...(!certain && { severity: 'warning' as const }),
    })
  },
  examples: [
    {
      title: 'A dollar sign on its own',
      'main.cf': `
        smtpd_banner = mail for 5«$» only
      `,
    },
    {
      title: 'No closing brace',
      'main.cf': `
        mydestination = localhost, «\${myhostname»
      `,
    },
    {
      title: 'A hyphen in a name',
      'main.cf': `
        mydestination = localhost, «\${my-host}»
      `,
    },
    {
      title: 'One `=` in a comparison',
      'main.cf': `
        smtpd_timeout = «\${{$mail_name} = {Postfix} ? {300s} : {60s}}»
      `,
    },
    {
      title: 'All the forms there are',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_banner = $myhostname ESMTP \${mail_name} $(mail_name) \${mydomain?{at $mydomain}} for 5$$
        smtpd_timeout = \${{$compatibility_level} >=level {3.6} ? {300s} : {60s}}
      `,
    },
  ],
})
