import { certainSwitch, certainText } from '../../config/certain-values.js'
import { nameLocation } from '../../config/elements.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'unlisted-check-without-list',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  summary: 'Sender addresses of this site are to be checked, and the list of users is empty',
  why: `\`smtpd_reject_unlisted_sender = yes\` refuses mail whose sender claims to be a user of this site that does not exist. With
\`local_recipient_maps\` empty every local name counts as existing, so nothing is refused for the domains in \`mydestination\`.`,
  see: ['postconf(5) smtpd_reject_unlisted_sender', 'postconf(5) local_recipient_maps'],
  evidence: { kind: 'source', because: 'check_recipient_rcpt_maps() takes an empty list for "all exist"' },
  messages: {
    nobody: (d: { name: string }) =>
      `\`${d.name}\` refuses nothing for local names: \`local_recipient_maps\` is empty, so all of them count as existing. Remove that line to have the default`,
  },
  scope: 'setting',
  parameters: ['smtpd_reject_unlisted_sender'],
  check({ setting, view }, report) {
    if (certainSwitch(view, setting.name) !== true || certainText(view, 'local_recipient_maps') !== '') return
    report({ at: nameLocation(setting), say: ['nobody', { name: setting.name }] })
  },
  examples: [
    {
      title: 'Every name exists',
      'main.cf': `
        compatibility_level = 3.6
        local_recipient_maps =
        «smtpd_reject_unlisted_sender» = yes
      `,
    },
    {
      title: 'With the list of users',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_reject_unlisted_sender = yes
      `,
    },
  ],
})
