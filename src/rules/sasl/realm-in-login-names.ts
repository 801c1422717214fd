import { certainText } from '../../config/certain-values.js'
import { valueLocation, wholeValue } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'realm-in-login-names',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  fix: 'none',
  summary: 'A realm is added to login names, which has to be the one in the password database',
  why: `With Cyrus SASL, \`smtpd_sasl_local_domain\` is the realm that login names without one belong to. Passwords in \`sasldb\` are stored
with a realm, by default the name of the host when they were made: when the two differ nobody can log in, and the log only says
"authentication failure". Dovecot takes it as the default realm as well.`,
  see: ['SASL_README', 'postconf(5) smtpd_sasl_local_domain'],
  evidence: { kind: 'heuristic', because: 'what the database holds is not in the configuration' },
  messages: {
    realm: (d: { value: string }) =>
      `Logins are looked up in the realm \`${d.value}\`: see that the passwords were stored with it (\`sasldblistusers2\` shows it), or leave this empty`,
  },
  scope: 'setting',
  parameters: ['smtpd_sasl_local_domain'],
  check({ setting, resolved, view }, report) {
    const value = isReadable(resolved) ? resolved.text : setting.value.text
    if (
      value === '' ||
      certainText(view, 'smtpd_sasl_auth_enable') === 'no' ||
      certainText(view, 'smtpd_sasl_type') === 'dovecot'
    )
      return
    report({ at: isReadable(resolved) ? wholeValue(resolved) : valueLocation(setting), say: ['realm', { value }] })
  },
  examples: [
    {
      title: 'The name of the host',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_auth_only = yes
        smtpd_sasl_auth_enable = yes
        smtpd_sasl_local_domain = «example.com»
      `,
    },
    {
      title: 'No realm',
      clean: true,
      'main.cf': `
        compatibility_level = 3.11
        smtpd_sasl_local_domain =
      `,
    },
  ],
})
