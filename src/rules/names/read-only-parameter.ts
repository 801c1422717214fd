import { nameLocation } from '../../config/elements.js'
import { knownNames } from '../../config/known-names.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'read-only-parameter',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A parameter that only Postfix itself sets',
  why: `\`process_name\`, \`process_id\` and \`service_name\` tell a value the program it is read by, for use as
\`$process_name\` in other values. Each program sets them for itself when it starts, and a setting is ignored.`,
  see: ['postconf(5) process_name', 'src/postconf/postconf_user.c'],
  evidence: { kind: 'log', says: ['read-only parameter assignment'], by: 'postconf' },
  messages: {
    ignored: (d: { name: string }) => `Postfix sets \`${d.name}\` itself and ignores this setting: remove it`,
  },
  scope: 'project',
  check({ project }, report) {
    for (const { setting, services } of knownNames(project).readOnly) {
      report({ at: nameLocation(setting), say: ['ignored', { name: setting.name }], services })
    }
  },
  examples: [
    {
      title: 'A name for the log, set in the wrong place',
      'main.cf': `
        «process_name» = mx1
      `,
    },
    {
      title: 'Used in a value',
      clean: true,
      'main.cf': `
        smtp_helo_timeout = 60s
        syslog_name = \${multi_instance_name?{$multi_instance_name}:{postfix}}/$service_name
      `,
    },
  ],
})
