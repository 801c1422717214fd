import { certainSwitch, certainText } from '../../config/certain-values.js'
import { nameLocation } from '../../config/elements.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'login-by-sender-at-one-relay',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  fix: 'none',
  summary: 'Logins depend on the sender, but all mail goes to the same relay host',
  why: `With \`smtp_sender_dependent_authentication = yes\` the SMTP client looks for the sender in \`smtp_sasl_password_maps\` before the
relay host, and uses no connection twice. Without \`sender_dependent_relayhost_maps\` all senders go to the same host: right when they have
accounts of their own there. Senders that are not in the table use the login of the host.`,
  see: ['SASL_README', 'postconf(5) smtp_sender_dependent_authentication'],
  evidence: { kind: 'heuristic', because: 'several accounts at one relay host are a good use of it' },
  messages: {
    same: (d: { name: string }) =>
      `\`${d.name}\` is on, but there are no \`sender_dependent_relayhost_maps\`: unless senders have logins of their own at this relay host, remove the line`,
  },
  scope: 'setting',
  parameters: ['smtp_sender_dependent_authentication'],
  check({ setting, view }, report) {
    if (certainSwitch(view, setting.name) !== true || certainText(view, 'sender_dependent_relayhost_maps') !== '')
      return
    if (certainText(view, 'sender_dependent_default_transport_maps') !== '') return
    report({ at: nameLocation(setting), say: ['same', { name: setting.name }] })
  },
  examples: [
    {
      title: 'One relay host for all',
      'main.cf': `
        compatibility_level = 3.6
        «smtp_sender_dependent_authentication» = yes
      `,
    },
    {
      title: 'A relay host for each sender',
      clean: true,
      'main.cf': `
        compatibility_level = 3.11
        smtp_sender_dependent_authentication = yes
        sender_dependent_relayhost_maps = texthash:/etc/postfix/relayhosts
      `,
    },
  ],
})
