import { compareLevels } from '../../config/compatibility-level.js'
import { wholeValue } from '../../config/elements.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'old-compatibility-level',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  postfix: { from: '3.0' },
  fix: 'none',
  summary: 'The configuration keeps the defaults of an older Postfix',
  why: `With a lower \`compatibility_level\` than that of the installed Postfix, parameters whose default has changed since
keep the old one, and Postfix logs when it makes a difference. That is a safe way to upgrade; when the logs are quiet, set
what should stay as it is and raise the level.`,
  see: ['COMPATIBILITY_README', 'postconf(5) compatibility_level', 'src/global/mail_params.c'],
  evidence: { kind: 'log', says: ['backwards-compatible default settings'], by: 'postfix' },
  messages: {
    old: (d: { level: string; names: string; last: string }) =>
      `Level \`${d.level}\` keeps old defaults: ${d.names}. From \`${d.last}\` on all are new; Postfix logs where it matters`,
  },
  scope: 'setting',
  parameters: ['compatibility_level'],
  check({ project, resolved, setting, service, view }, report) {
    const { compatibility } = project.catalog
    const { lastLevel } = compatibility
    if (service !== undefined || lastLevel === undefined || resolved.unknown || resolved.expanded.problem) return
    if (resolved.setting !== setting) return
    const behind = compareLevels(resolved.text, lastLevel)
    if (behind === undefined || behind >= 0) return
    const open = compatibility.parameters.filter(({ name, threshold }) => {
      const below = compareLevels(resolved.text, threshold)
      return below !== undefined && below < 0 && view.get(name)?.from === 'default'
    })
    if (open.length === 0) return
    const names = open.slice(0, 2).map(({ name, below }) => `\`${name}${below === '' ? ' =' : ` = ${below}`}\``)
    const more = open.length > 2 ? ` and ${open.length - 2} more` : ''
    report({
      at: wholeValue(resolved),
      say: ['old', { level: resolved.text, names: names.join(', ') + more, last: lastLevel }],
    })
  },
  examples: [
    {
      title: 'The level of Postfix 3.0 to 3.5',
      'main.cf': `
        compatibility_level = «2»
      `,
    },
    {
      title: 'The parameters concerned are set',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        smtp_tls_security_level = may
      `,
    },
  ],
})
