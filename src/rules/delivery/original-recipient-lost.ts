import { nameLocation } from '../../config/elements.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'original-recipient-lost',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  summary: 'Postfix does not keep the recipient that the sender wrote',
  why: `With \`enable_original_recipient = no\` Postfix forgets the address before aliases and other mappings. There is no
\`X-Original-To:\` header and no \`orig_to=\` in the log, so you cannot tell through which alias a message came, and recipients
that become the same address after mapping are merged into one delivery.`,
  see: ['postconf(5) enable_original_recipient'],
  evidence: {
    kind: 'source',
    because: 'it takes a message through an alias to see what is missing (`src/cleanup/cleanup_out_recipient.c`)',
  },
  messages: {
    lost: () =>
      'The recipient as the sender wrote it is lost: no `X-Original-To:` header, no `orig_to=` in the log, and recipients that map to one address are merged. Remove this line unless that is meant',
  },
  scope: 'setting',
  parameters: ['enable_original_recipient'],
  check({ setting, resolved, view }, report) {
    if (resolved.unknown || resolved.expanded.problem || view.get(setting.name)?.setting !== setting) return
    if (resolved.text.toLowerCase() === 'no') report({ at: nameLocation(setting), say: ['lost'] })
  },
  examples: [
    {
      title: 'Switched off',
      'main.cf': `
        «enable_original_recipient» = no
      `,
    },
    {
      title: 'As it is by default',
      clean: true,
      'main.cf': `
        enable_original_recipient = yes
      `,
    },
  ],
})
