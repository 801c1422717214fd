import { levelNumber } from '../../config/compatibility-level.js'
import { toInteger } from '../../config/convert.js'
import { valueLocation, wholeValue } from '../../config/elements.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'bad-compatibility-level',
  severity: 'error',
  since: '0.1.0',
  postfix: { from: '3.0' },
  fix: 'none',
  summary: 'A `compatibility_level` that Postfix cannot read',
  why: `\`compatibility_level\` is a number of up to three parts, \`3.6\` for example (Postfix 3.0 to 3.5: one whole number). It
is the first thing that every Postfix program looks at; at any other text it stops with a fatal error.`,
  see: ['COMPATIBILITY_README', 'postconf(5) compatibility_level', 'src/global/compat_level.c'],
  evidence: { kind: 'log', says: ['malformed compatibility level syntax'], by: 'postfix' },
  messages: {
    bad: (d: { level: string; stock: string }) =>
      `\`${d.level}\` is no compatibility level: every Postfix program stops with a fatal error. Write a release such as \`${d.stock}\``,
    empty: (d: { stock: string }) =>
      `\`compatibility_level\` is empty: every Postfix program stops with a fatal error. Write a release such as \`${d.stock}\``,
  },
  scope: 'setting',
  parameters: ['compatibility_level'],
  check({ project, resolved, setting, service }, report) {
    const { compatibility } = project.catalog
    if (resolved.setting !== setting || service !== undefined || resolved.unknown || resolved.expanded.problem) return
    const level = resolved.text
    const stock = compatibility.stockLevel ?? compatibility.lastLevel ?? '2'
    // The last releases with whole numbers also take the levels of the next one.
    if (levelNumber(level) !== undefined || (compatibility.integerOnly && toInteger(level).ok)) return
    if (level === '') report({ at: valueLocation(setting), say: ['empty', { stock }] })
    else report({ at: wholeValue(resolved), say: ['bad', { level, stock }] })
  },
  examples: [
    {
      title: 'A release with a letter in front',
      'main.cf': `
        compatibility_level = «v3.7»
      `,
    },
    {
      title: 'A level',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
      `,
    },
  ],
})
