import { isFeedback } from '../../config/concurrency-feedback.js'
import { wholeValue } from '../../config/elements.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'bad-concurrency-feedback',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A concurrency feedback that the queue manager does not take',
  why: `The feedback says by how much one successful delivery raises the number of parallel deliveries to a destination, or
one failure lowers it: a number from 0 to 1, a fraction such as \`1/8\`, \`1/concurrency\` or \`1/sqrt_concurrency\`. qmgr(8)
ignores anything else, warns, and uses 1.`,
  see: [
    'postconf(5) default_destination_concurrency_positive_feedback',
    'SCHEDULER_README',
    'src/qmgr/qmgr_feedback.c',
  ],
  postfix: { from: '2.5' },
  evidence: { kind: 'log', says: ['ignoring malformed or unreasonable feedback'], by: 'qmgr' },
  messages: {
    bad: (d: { name: string; value: string }) =>
      `\`${d.name}\` has to be from 0 to 1, such as \`1/8\` or \`1/concurrency\`, not \`${d.value}\`: qmgr warns and uses 1`,
  },
  scope: 'setting',
  kinds: ['concurrency-feedback'],
  check({ setting, resolved }, report) {
    if (resolved.unknown || resolved.expanded.problem || resolved.text === '' || isFeedback(resolved.text)) return
    report({ at: wholeValue(resolved), say: ['bad', { name: setting.name, value: resolved.text }] })
  },
  examples: [
    {
      title: 'More than one',
      'main.cf': `
        compatibility_level = 3.6
        default_destination_concurrency_positive_feedback = «5»
      `,
    },
    {
      title: 'Fractions',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        default_destination_concurrency_positive_feedback = 1/5
        default_destination_concurrency_negative_feedback = 1/concurrency
      `,
    },
  ],
})
