import { nameLocation } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

/** The switch of each client, and the tables that it needs. */
const clients: Readonly<Record<string, { readonly maps: string; readonly program: string }>> = {
  smtp_sasl_auth_enable: { maps: 'smtp_sasl_password_maps', program: 'smtp' },
  lmtp_sasl_auth_enable: { maps: 'lmtp_sasl_password_maps', program: 'lmtp' },
}

export default defineRule({
  id: 'missing-client-passwords',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  summary: 'The mail client is to log in, but no password table is named',
  why: `With \`smtp_sasl_auth_enable = yes\` smtp(8) logs in at the servers that \`smtp_sasl_password_maps\` lists. When that is
empty, smtp(8) stops with a fatal error as soon as it starts: no mail leaves the host, whether a login is needed or not.`,
  see: ['SASL_README', 'postconf(5) smtp_sasl_password_maps', 'src/smtp/smtp_sasl_glue.c'],
  evidence: { kind: 'log', says: ['specify a password table via the'], by: 'smtp' },
  messages: {
    missing: (d: { program: string; maps: string }) =>
      `\`${d.program}\` stops with a fatal error at its start and sends nothing, as \`${d.maps}\` is empty. Name the table with the passwords there, or switch this off`,
  },
  scope: 'setting',
  parameters: Object.keys(clients),
  check({ project, setting, resolved, view, service }, report) {
    const client = clients[setting.name]
    if (client === undefined || resolved.unknown || resolved.text.toLowerCase() !== 'yes') return
    if (view.get(setting.name)?.setting !== setting) return
    const { maps, program } = client
    if (service && service.program !== program) return
    const empty = (config: typeof view) => {
      const value = config.get(maps)
      return value !== undefined && isReadable(value) && value.text === ''
    }
    // A service may switch it off again, or name its own table.
    const users = service ? [service] : project.services.filter(each => each.program === program)
    const hit =
      !project.hasMaster || users.some(each => each.config.get(setting.name)?.setting === setting && empty(each.config))
    if (!empty(view) || !hit) return
    // A master.cf that is not seen may name the table.
    const guess = !project.hasMaster ? { severity: 'warning' as const } : {}
    report({ at: nameLocation(setting), say: ['missing', { program, maps }], ...guess })
  },
  examples: [
    {
      title: 'The table is forgotten',
      'main.cf': `
        compatibility_level = 3.6
        local_transport = smtp:[127.0.0.1]:10025
        «smtp_sasl_auth_enable» = yes
      `,
    },
    {
      // The proof has no such file.
      title: 'With the table',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        smtp_sasl_auth_enable = yes
        smtp_sasl_password_maps = texthash:/etc/postfix/sasl_passwd
        smtp_sasl_tls_security_options = noanonymous
        smtp_tls_security_level = encrypt
      `,
    },
  ],
})
