import { listItems } from '../../config/elements.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'several-origins',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'More than one value where there can be only one domain',
  why: `\`myorigin\` is the one domain that is added to addresses without a domain. A blank or a comma in it is a fatal error
for every Postfix program, as soon as it reads main.cf. The domains that this host receives mail for go into
\`mydestination\`.`,
  see: ['postconf(5) myorigin', 'src/global/mail_params.c'],
  evidence: { kind: 'log', says: ['must not contain multiple values'], by: 'postfix' },
  messages: {
    several: (d: { value: string }) =>
      `\`myorigin\` has to be one domain, not \`${d.value}\`: every Postfix program stops with a fatal error`,
  },
  scope: 'setting',
  parameters: ['myorigin'],
  check({ resolved }, report) {
    if (resolved.unknown || resolved.expanded.problem) return
    const [first, ...more] = listItems(resolved)
    const last = more.at(-1)
    if (first === undefined || last === undefined) return
    report({
      at: { text: first.text, span: { start: first.span.end, end: last.span.end } },
      say: ['several', { value: resolved.text }],
    })
  },
  examples: [
    {
      title: 'Two domains',
      'main.cf': `
        myorigin = example.com«, example.net»
      `,
    },
    {
      title: 'One domain',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        myorigin = example.com
      `,
    },
  ],
})
