import { parseText } from '../../syntax/value.js'
import { visit } from '../../syntax/visit.js'
import { defineRule } from '../define.js'

/** The largest number that a comparison can be made with, on the systems of today. */
const largest = 9_223_372_036_854_775_807n

export default defineRule({
  id: 'oversized-number',
  severity: 'error',
  since: '0.1.0',
  postfix: { from: '3.0' },
  fix: 'none',
  summary: 'A comparison has a number that Postfix cannot hold',
  why: `When both sides of \`\${{a} > {b} ? ...}\` consist of digits they are compared as numbers. One of twenty digits or more fits into
none, and every program that reads the value stops with a fatal error.`,
  see: ['postconf(5)', 'src/util/mac_expand.c'],
  evidence: { kind: 'log', says: ['bad conversion'], by: 'postfix' },
  messages: {
    large: (d: { value: string }) =>
      `\`${d.value}\` is too large a number to compare with: each program that reads this stops with a fatal error`,
  },
  scope: 'setting',
  check({ setting }, report) {
    const { text } = setting.value
    if (!text.includes('${{') || !/[0-9]{19}/.test(text)) return
    const operand = (span: { readonly start: number; readonly end: number } | undefined) =>
      span === undefined ? '' : text.slice(span.start, span.end).trim()
    visit(parseText(text), {
      comparison(node) {
        const sides = [node.left.content, node.right?.content]
        if (!sides.every(side => /^[0-9]+$/.test(operand(side)))) return undefined
        for (const side of sides) {
          const value = operand(side)
          if (side !== undefined && value.length < 400 && BigInt(value) > largest)
            report({ at: { text: setting.value, span: side }, say: ['large', { value: value.slice(0, 40) }] })
        }
        return undefined
      },
    })
  },
  examples: [
    {
      title: 'Twenty digits',
      'main.cf': `
        compatibility_level = 3.6
        mail_name = \${{«99999999999999999999»} > {1}?{Postfix}:{Mail}}
      `,
    },
    {
      title: 'Few digits',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        mail_name = \${{99} > {1}?{Postfix}:{Mail}}
      `,
    },
  ],
})
