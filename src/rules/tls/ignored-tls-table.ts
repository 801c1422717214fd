import { certainText, certainValue, writtenPlace } from '../../config/certain-values.js'
import { viewsOf } from '../../config/measures.js'
import { servicesOf } from '../../config/smtp-servers.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'ignored-tls-table',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'An old table of TLS sites stands beside the newer table of TLS policies',
  why: `\`smtp_tls_per_site\` is the old way to treat some destinations differently, and \`smtp_tls_policy_maps\` the new one. When
both are set, smtp(8) logs a warning and never looks into the old one: a site that must use TLS according to it may then get its mail in plain
text. Move its lines into the new table.`,
  see: ['TLS_README', 'postconf(5) smtp_tls_per_site', 'src/smtp/smtp_tls_policy.c'],
  evidence: { kind: 'log', says: ['ignored when smtp_tls_policy_maps is not empty'], by: 'smtp' },
  messages: {
    ignored: (d: { policy: string }) =>
      `This table is never read, because \`${d.policy}\` is set as well. Move its lines there, in the new form, and remove it`,
  },
  scope: 'project',
  check({ project }, report) {
    for (const client of ['smtp', 'lmtp']) {
      for (const view of viewsOf(project, [client])) {
        const policy = `${client}_tls_policy_maps`
        const old = certainValue(view.config, `${client}_tls_per_site`)
        const at = writtenPlace(old)
        if (old === undefined || old.text === '' || at === undefined) continue
        if ((certainText(view.config, policy) ?? '') === '') continue
        report({ at, say: ['ignored', { policy }], services: servicesOf(view) })
      }
    }
  },
  examples: [
    {
      title: 'Both tables',
      'main.cf': `
        compatibility_level = 3.6
        local_transport = smtp:[127.0.0.1]:10025
        smtp_tls_security_level = may
        smtp_tls_policy_maps = inline:{ example.com=encrypt }
        smtp_tls_per_site = «inline:{ example.org=MUST }»
      `,
    },
    {
      title: 'The new one alone',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtp_tls_security_level = may
        smtp_tls_policy_maps = inline:{ example.com=encrypt }
      `,
    },
  ],
})
