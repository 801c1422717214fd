import { toBoolean } from '../../config/convert.js'
import { replaceValue, wholeValue } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'unqualified-addresses-kept',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'Names without a domain are not completed',
  why: `Postfix makes \`anne@$myorigin\` of \`anne\`, and all its tables and programs count on that. With
\`append_at_myorigin = no\` names without a domain stay as they are: other servers refuse them, and entries of tables do not match
as written. The manual says that the setting should never be turned off.`,
  see: ['postconf(5) append_at_myorigin', 'trivial-rewrite(8)'],
  evidence: { kind: 'source', because: 'postconf(5): domain-less addresses are not supported' },
  messages: {
    kept: (_: { name: string }) =>
      '`append_at_myorigin = no` leaves names without a domain, which tables do not match and other servers refuse: remove the line',
  },
  scope: 'setting',
  parameters: ['append_at_myorigin'],
  check({ setting, resolved }, report) {
    if (!isReadable(resolved) || toBoolean(resolved.text) !== false) return
    report({
      at: wholeValue(resolved),
      say: ['kept', { name: setting.name }],
      fix: setting.value.text.includes('$') ? undefined : { title: 'Write `yes`', edits: replaceValue(setting, 'yes') },
    })
  },
  examples: [
    {
      title: 'Switched off',
      'main.cf': `
        compatibility_level = 3.6
        append_at_myorigin = «no»
      `,
      fixed: `
        compatibility_level = 3.6
        append_at_myorigin = yes
      `,
    },
    {
      title: 'A subdomain is another matter',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        append_dot_mydomain = no
      `,
    },
  ],
})
