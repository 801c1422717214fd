import { toBoolean } from '../../config/convert.js'
import { replaceValue, wholeValue } from '../../config/elements.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'untrusted-routing-allowed',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'Strangers may say in an address where mail is to go next',
  why: `An address such as \`user%elsewhere.example@example.com\` or \`@example.com:user@elsewhere.example\` asks a server to
forward mail to another one. With \`allow_untrusted_routing = yes\` Postfix does so for strangers as well: a backup mail
server that trusts its primary, or the other way round, then relays spam to anywhere.`,
  see: ['postconf(5) allow_untrusted_routing', 'src/smtpd/smtpd_check.c'],
  evidence: {
    kind: 'source',
    because: 'permit_auth_destination and the like pass over the check of routed addresses when it is on',
  },
  messages: {
    on: (_: { name: string }) =>
      `\`allow_untrusted_routing = yes\` lets strangers relay through this server with addresses such as \`user%elsewhere@yourdomain\`. Remove this line`,
  },
  scope: 'setting',
  parameters: ['allow_untrusted_routing'],
  check({ setting, resolved }, report) {
    if (resolved.unknown || resolved.expanded.problem || toBoolean(resolved.text) !== true) return
    report({
      at: wholeValue(resolved),
      say: ['on', { name: setting.name }],
      fix: setting.value.text.includes('$') ? undefined : { title: 'Write `no`', edits: replaceValue(setting, 'no') },
    })
  },
  examples: [
    {
      title: 'On',
      'main.cf': `
        compatibility_level = 3.6
        allow_untrusted_routing = «yes»
      `,
      fixed: `
        compatibility_level = 3.6
        allow_untrusted_routing = no
      `,
    },
    {
      title: 'Off, as it is by default',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        allow_untrusted_routing = no
      `,
    },
  ],
})
