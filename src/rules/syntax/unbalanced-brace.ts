import type { Group } from '../../../grammars/value-nodes.js'
import { listItems, partOfItem } from '../../config/elements.js'
import { defineRule } from '../define.js'
import { valueFormRules } from '../value-form-rules.js'

export default defineRule({
  id: 'unbalanced-brace',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'A `{` in a list has no matching `}`',
  why: `In a list, \`{\` and \`}\` keep what is between them together: blanks and commas inside do not separate. When the
closing brace is missing, all the rest of the value counts as one element, and where Postfix wants text in braces it
refuses it.`,
  see: ['postconf(5)', 'src/util/extpar.c', 'src/util/mystrtok.c'],
  evidence: { kind: 'log', says: ["missing '}'", "syntax error after '}'"], by: 'postconf' },
  explains: valueFormRules,
  messages: {
    open: () => 'This `{` has no matching `}`, so the whole rest of the value counts as one element',
    after: () => 'Text follows the `}` directly: Postfix refuses it. Put a blank or a comma between them',
  },
  scope: 'setting',
  check({ project, resolved, parameter }, report) {
    if (
      parameter === undefined ||
      !project.catalog.kind(parameter.kind).list ||
      resolved.unknown ||
      resolved.expanded.problem
    )
      return
    if (!resolved.text.includes('{')) return
    for (const item of listItems(resolved)) {
      const open = item.element.parts.find((part): part is Group => part.type === 'group' && !part.closed)
      const [first, second] = item.element.parts
      if (open !== undefined) {
        const start = open.span.start - item.span.start
        report({ at: partOfItem(item, start, start + 1), say: ['open'] })
      } else if (first?.type === 'group' && second !== undefined) {
        // `{name}=value` in a list of names with values (`milter_macro_defaults_create` in `src/milter/milter.c`).
        if (parameter.kind === 'name-value-list' && second.type === 'literal' && second.text.startsWith('=')) continue
        const start = second.span.start - item.span.start
        report({ at: partOfItem(item, start, item.value.length), say: ['after'] })
      }
    }
  },
  examples: [
    {
      title: 'A milter with settings of its own',
      'main.cf': `
        smtpd_milters = «{» inet:127.0.0.1:8891, connect_timeout=10s
      `,
    },
    {
      title: 'Text after the brace',
      'main.cf': `
        smtpd_milters = { inet:127.0.0.1:8891, connect_timeout=10s }«s»
      `,
    },
    {
      title: 'Braces in pairs',
      clean: true,
      'main.cf': `
        smtpd_milters = { inet:127.0.0.1:8891, connect_timeout=10s }
      `,
    },
  ],
})
