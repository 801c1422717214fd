import { toBoolean } from '../../config/convert.js'
import { wholeValue } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'warnings-switched-off',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  summary: 'Postfix is told not to warn about mistakes in its configuration',
  why: `With \`helpful_warnings = no\` Postfix keeps to itself what it notices about the configuration while it handles mail, such as a
domain in two address classes. The mistake stays; only the line in the log that explains it is gone.`,
  see: ['postconf(5) helpful_warnings'],
  evidence: { kind: 'heuristic', because: 'somebody may have read the warnings and decided so' },
  messages: {
    off: (_: { name: string }) =>
      '`helpful_warnings = no` hides what Postfix notices about this configuration: remove the line, and mend what it then warns about',
  },
  scope: 'setting',
  parameters: ['helpful_warnings'],
  check({ setting, resolved }, report) {
    if (!isReadable(resolved) || toBoolean(resolved.text) !== false) return
    report({ at: wholeValue(resolved), say: ['off', { name: setting.name }] })
  },
  examples: [
    {
      title: 'Switched off',
      'main.cf': `
        compatibility_level = 3.6
        helpful_warnings = «no»
      `,
    },
    {
      title: 'As it is by default',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        helpful_warnings = yes
      `,
    },
  ],
})
