import { certainSwitch, certainText, certainValue, writtenPlace } from '../../config/certain-values.js'
import { replaceValue } from '../../config/elements.js'
import { jailOf } from '../../config/jail.js'
import { servicesOf, smtpServers } from '../../config/smtp-servers.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'misplaced-auth-socket',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  summary: "The path to Dovecot's socket is below the wrong directory",
  why: `With \`smtpd_sasl_type = dovecot\`, a path without a leading slash is below the queue directory (usually
\`/var/spool/postfix\`), so \`private/auth\` is \`/var/spool/postfix/private/auth\`; a path with one is what it says, unless
smtpd(8) runs in a chroot jail. When there is no such socket, smtpd(8) stops with "SASL: Connect to ... failed" for each client,
and no mail comes in.`,
  see: ['postconf(5) smtpd_sasl_path', 'SASL_README', 'src/xsasl/xsasl_dovecot_server.c'],
  evidence: { kind: 'heuristic', because: 'a directory of that name might exist there' },
  messages: {
    twice: (d: { path: string; queue: string; right: string }) =>
      `Without a leading slash, \`${d.path}\` is below \`${d.queue}\`, so that directory counts twice. Write \`${d.right}\``,
    root: (d: { path: string; queue: string; right: string }) =>
      `\`smtpd\` is not in a chroot jail here, so this is \`${d.path}\` of the whole host. For the socket in \`${d.queue}\`, write \`${d.right}\``,
  },
  scope: 'project',
  check({ project }, report) {
    const queue = jailOf(project)
    if (!project.hasMain || queue === undefined || queue === '') return
    for (const server of smtpServers(project)) {
      const { config, service } = server
      if (certainSwitch(config, 'smtpd_sasl_auth_enable') !== true) continue
      if (certainText(config, 'smtpd_sasl_type') !== 'dovecot') continue
      const value = certainValue(config, 'smtpd_sasl_path')
      const at = writtenPlace(value)
      if (value?.setting === undefined || at === undefined) continue
      const path = value.text
      const relative = `${queue.slice(1)}/`
      const twice = path.startsWith(relative)
      const root = /^\/private\/./.test(path) && service?.isChrooted === false
      if (!twice && !root) continue
      const right = twice ? path.slice(relative.length) : path.slice(1)
      report({
        at,
        say: [
          twice ? 'twice' : 'root',
          { path: path.slice(0, 60), queue: queue.slice(0, 40), right: right.slice(0, 40) },
        ],
        services: servicesOf(server),
        fix: {
          title: `Write \`${right}\``,
          edits: value.setting.value.text === path ? replaceValue(value.setting, right) : null,
        },
      })
    }
  },
  examples: [
    {
      title: 'The leading slash is missing',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_sasl_auth_enable = yes
        smtpd_sasl_type = dovecot
        smtpd_sasl_path = «var/spool/postfix/private/auth»
      `,
      fixed: `
        compatibility_level = 3.6
        smtpd_sasl_auth_enable = yes
        smtpd_sasl_type = dovecot
        smtpd_sasl_path = private/auth
      `,
    },
    {
      title: 'A leading slash outside of a jail',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_sasl_auth_enable = yes
        smtpd_sasl_type = dovecot
        smtpd_sasl_path = «/private/auth»
      `,
      'master.cf': `
        smtp inet n - n - - smtpd
      `,
      fixed: {
        'main.cf': `
        compatibility_level = 3.6
        smtpd_sasl_auth_enable = yes
        smtpd_sasl_type = dovecot
        smtpd_sasl_path = private/auth
      `,
      },
    },
    {
      title: 'Below the queue directory',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_sasl_auth_enable = yes
        smtpd_sasl_type = dovecot
        smtpd_sasl_path = private/auth
        smtpd_tls_security_level = encrypt
        smtpd_tls_chain_files = /etc/ssl/private/mail.example.com.pem
      `,
    },
  ],
})
