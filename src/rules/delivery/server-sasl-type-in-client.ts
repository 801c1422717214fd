import { wholeValue } from '../../config/elements.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'server-sasl-type-in-client',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'The mail client is to log in by way of Dovecot, which only works for the server',
  why: `\`smtp_sasl_type\` says how smtp(8), the client, logs in at other servers, and the only type there is \`cyrus\`. \`dovecot\` is a
type of smtpd(8), the server: \`smtpd_sasl_type\`. With \`smtp_sasl_auth_enable = yes\` smtp(8) stops with a fatal error at its
start, and no mail leaves the host.`,
  see: ['SASL_README', 'postconf(5) smtp_sasl_type', 'src/smtp/smtp_sasl_glue.c'],
  evidence: { kind: 'log', says: ['unsupported SASL client implementation'], by: 'smtp' },
  messages: {
    server: (d: { name: string; server: string }) =>
      `\`dovecot\` is for the server (\`${d.server}\`): with it the mail client stops with a fatal error and sends nothing. Write \`${d.name} = cyrus\``,
    idle: (d: { name: string; server: string }) =>
      `\`dovecot\` is for the server (\`${d.server}\`): the mail client would stop with a fatal error, were its login switched on. Write \`${d.name} = cyrus\``,
  },
  scope: 'setting',
  parameters: ['smtp_sasl_type', 'lmtp_sasl_type'],
  check({ setting, resolved, view }, report) {
    if (resolved.unknown || resolved.expanded.problem || view.get(setting.name)?.setting !== setting) return
    if (resolved.text !== 'dovecot') return
    const client = setting.name.startsWith('smtp') ? 'smtp' : 'lmtp'
    const on = view.get(`${client}_sasl_auth_enable`)?.text.toLowerCase() === 'yes'
    const maps = (view.get(`${client}_sasl_password_maps`)?.text ?? '') !== ''
    const { file, valueRange } = setting
    const edits = setting.value.text === 'dovecot' ? [{ file, range: valueRange, text: 'cyrus' }] : null
    report({
      at: wholeValue(resolved),
      say: [on && maps ? 'server' : 'idle', { name: setting.name, server: 'smtpd_sasl_type' }],
      ...(!(on && maps) && { severity: 'info' }),
      fix: { title: 'Write `cyrus`', edits },
    })
  },
  examples: [
    {
      title: 'Copied from the settings of the server',
      'main.cf': `
        compatibility_level = 3.6
        local_transport = smtp:[127.0.0.1]:10025
        smtp_sasl_auth_enable = yes
        smtp_sasl_password_maps = inline:{ 127.0.0.1=user:password }
        smtp_sasl_type = «dovecot»
      `,
      fixed: `
        compatibility_level = 3.6
        local_transport = smtp:[127.0.0.1]:10025
        smtp_sasl_auth_enable = yes
        smtp_sasl_password_maps = inline:{ 127.0.0.1=user:password }
        smtp_sasl_type = cyrus
      `,
    },
    {
      title: 'The type of the client',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtp_sasl_type = cyrus
      `,
    },
  ],
})
