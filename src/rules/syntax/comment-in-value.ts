import type { ValueKind } from '../../catalog/types.js'
import { commentAbove } from '../../config/argument-edits.js'
import { commentStretches } from '../../config/comment-stretches.js'
import { defineRule } from '../define.js'
import { valueFormRules } from '../value-form-rules.js'

/** Values in which a word may well begin with `#`: text for people, shell commands, sets of characters. */
const mayHoldHash: ReadonlySet<ValueKind> = new Set([
  'text',
  'text-template',
  'command',
  'command-path',
  'local-delivery-destination',
  'character-set',
  'environment-list',
])

export default defineRule({
  id: 'comment-in-value',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A comment after a value is taken as part of the value',
  why: `In main.cf only a whole line can be a comment. A \`#\` after other text does not begin one: the \`#\` and the words
after it become part of the value. Numbers and yes/no values are then refused, lists gain nonsense elements, and from
Postfix 3.9 on many lists are cut off at the \`#\`, the lines that continue them included.`,
  see: ['postconf(5)', 'src/util/readlline.c', 'src/util/mystrtok.c'],
  evidence: { kind: 'source', because: 'readllines() knows comments only as whole lines; older releases log nothing' },
  explains: [...valueFormRules, 'domain-in-two-classes'],
  messages: {
    comment: (d: { name: string }) =>
      `Postfix takes this as part of the value of \`${d.name}\`: a \`#\` begins a comment only at the start of a line. Put the comment on a line of its own`,
  },
  scope: 'file',
  files: ['main-cf'],
  check({ file, project }, report) {
    const { text, name } = file.source
    for (const line of file.lines) {
      if (line.type !== 'setting') continue
      const parameter = project.catalog.parameter(line.name)
      if (parameter !== undefined && mayHoldHash.has(parameter.kind)) continue
      const stretches = commentStretches(text, line)
      for (const range of stretches) {
        const above = stretches.length === 1 ? commentAbove(name, text, range, line.range.start) : null
        const whole = range.start === line.valueRange.start
        report({
          at: { file: name, range },
          say: ['comment', { name: line.name }],
          fix: { title: 'Put the comment on the line above', edits: whole ? null : above },
        })
      }
    }
  },
  examples: [
    {
      title: 'After a list',
      'main.cf': `
        mynetworks = 127.0.0.0/8 192.0.2.0/24 «# the office»
      `,
      fixed: `
        # the office
        mynetworks = 127.0.0.0/8 192.0.2.0/24
      `,
    },
    {
      title: 'On each line of a list',
      'main.cf': `
        mydestination =
          $myhostname, «# this host»
          localhost.$mydomain, «#and its short name»
          localhost
      `,
    },
    {
      title: 'Whole lines are comments, also between the lines of a value',
      clean: true,
      'main.cf': `
        mydestination =
          $myhostname,
          # the short name
          localhost
      `,
    },
    {
      title: 'Text for people may hold a `#`',
      clean: true,
      'main.cf': `
        smtpd_banner = $myhostname ESMTP # 1 in mail
      `,
    },
  ],
})
