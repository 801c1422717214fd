import { certainSwitch } from '../../config/certain-values.js'
import { nameLocation } from '../../config/elements.js'
import { publicSmtpServers, servicesOf } from '../../config/smtp-servers.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'vrfy-left-on',
  severity: 'info',
  preset: 'all',
  since: '0.1.0',
  fix: 'none',
  summary: 'Strangers can ask the server whether an address exists',
  why: `The VRFY command asks whether an address exists without sending mail. No mail program needs it, those who collect addresses use it,
and auditors report it. \`disable_vrfy_command = yes\` switches it off. RCPT TO tells the same to those who try, but is limited, logged
and checked like any other mail.`,
  see: ['postconf(5) disable_vrfy_command', 'RFC 5321, 3.5.3'],
  evidence: { kind: 'heuristic', because: 'a matter of policy' },
  messages: {
    on: (d: { service: string }) =>
      `Strangers can ask \`${d.service}\` by VRFY whether an address exists: set \`disable_vrfy_command = yes\` in main.cf`,
  },
  scope: 'project',
  check({ project }, report) {
    if (!project.hasMain || project.master === undefined) return
    const server = publicSmtpServers(project).find(
      ({ config }) => certainSwitch(config, 'disable_vrfy_command') === false,
    )
    if (server?.service === undefined) return
    const written = server.config.get('disable_vrfy_command')?.setting
    const at = written
      ? nameLocation(written)
      : { file: project.master.source.name, range: server.service.entry.service.range }
    report({ at, say: ['on', { service: server.service.name }], services: servicesOf(server) })
  },
  examples: [
    {
      title: 'As it is by default',
      'main.cf': `
        compatibility_level = 3.6
      `,
      'master.cf': `
        «smtp» inet n - n - - smtpd
      `,
    },
    {
      title: 'Switched off',
      clean: true,
      'main.cf': `
        compatibility_level = 3.11
        disable_vrfy_command = yes
      `,
      'master.cf': `
        smtp inet n - n - - smtpd
      `,
    },
  ],
})
