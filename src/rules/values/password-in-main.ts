import { nameLocation } from '../../config/elements.js'
import { tablesOf, withInner } from '../../config/table-specs.js'
import { defineRule } from '../define.js'

/** Settings of database clients that hold a secret, in the form that main.cf takes for them. */
const secret = /_(?:password|bind_pw)$/

export default defineRule({
  id: 'password-in-main',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A password stands in main.cf, which every user of the host can read',
  why: `Programs that any user starts, such as sendmail(1) and postconf(1), read main.cf, so everybody can. A password in it is no
secret: it belongs into a file of its own that only \`root\` can read, which Postfix opens before it gives up its rights.`,
  see: ['SASL_README', 'mysql_table(5)', 'ldap_table(5)'],
  evidence: { kind: 'source', because: 'main.cf has to be readable by all, as the set-up scripts make it' },
  messages: {
    table: (d: { type: string }) =>
      `Every user of this host can read main.cf and the passwords in this \`${d.type}:\` table: put them into a file that only root can read, and name it here`,
    setting: (d: { name: string }) =>
      `Every user of this host can read main.cf and so this password: move the settings of the database to a file that only root can read (\`${d.name}\`)`,
  },
  scope: 'setting',
  check({ setting, resolved, parameter }, report) {
    const { name } = setting
    if (/^(?:smtp|lmtp)_sasl_password_maps$/.test(name)) {
      if (resolved.expanded.problem || parameter === undefined) return
      for (const table of tablesOf(resolved, parameter.kind)) {
        for (const each of withInner(table)) {
          const type = each.type?.value
          if (type === 'inline' || type === 'static') report({ at: each, say: ['table', { type }] })
        }
      }
    } else if (
      parameter === undefined &&
      secret.test(name) &&
      setting.value.text !== '' &&
      !setting.value.text.startsWith('/')
    ) {
      report({ at: nameLocation(setting), say: ['setting', { name }] })
    }
  },
  examples: [
    {
      title: 'The password for a relay host',
      'main.cf': `
        compatibility_level = 3.6
        smtp_sasl_auth_enable = yes
        smtp_sasl_security_options = noanonymous
        smtp_tls_security_level = encrypt
        smtp_sasl_password_maps = «inline:{ { [smtp.example.net]:587 = user:secret } }»
      `,
    },
    {
      title: 'The password for a database',
      'main.cf': `
        compatibility_level = 3.6
        virtual_alias_maps = ldap:aliases
        aliases_server_host = ldap.example.com
        aliases_search_base = dc=example, dc=com
        «aliases_bind_pw» = secret
      `,
    },
    {
      title: 'In a file of its own',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        virtual_alias_maps = ldap:/etc/postfix/aliases.cf
      `,
    },
  ],
})
