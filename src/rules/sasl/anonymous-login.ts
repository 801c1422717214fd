import { certainSwitch, certainValue, writtenPlace } from '../../config/certain-values.js'
import type { Resolved } from '../../config/effective.js'
import { replaceValue } from '../../config/elements.js'
import { isReadable, words } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

/** The option lists, and the switch without which they do nothing. */
const switches: ReadonlyMap<string, string> = new Map([
  ['smtpd_sasl_security_options', 'smtpd_sasl_auth_enable'],
  ['smtpd_sasl_tls_security_options', 'smtpd_sasl_auth_enable'],
  ['smtp_sasl_security_options', 'smtp_sasl_auth_enable'],
  ['smtp_sasl_tls_security_options', 'smtp_sasl_auth_enable'],
])
const wanted = 'noanonymous'

export default defineRule({
  id: 'anonymous-login',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'Logging in without a name and password is allowed',
  why: `The option \`${wanted}\` keeps SASL from using methods that need no password, such as \`ANONYMOUS\`. Without it in the
server, whoever picks such a method counts as logged in, and \`permit_sasl_authenticated\` lets him send mail to anybody: an
open relay, if the SASL software offers such a method. An empty list is not the default: the default of the server has
\`${wanted}\` in it.`,
  see: ['postconf(5) smtpd_sasl_security_options', 'postconf(5) smtp_sasl_security_options', 'SASL_README'],
  evidence: {
    kind: 'source',
    because: 'smtpd(8) counts every successful method as a login; which methods there are is up to the SASL software',
  },
  messages: {
    server: () =>
      `Without \`${wanted}\`, a client may log in without a password if the SASL software has such a method, and can then send mail anywhere. Add \`${wanted}\``,
    client: () =>
      `Without \`${wanted}\`, the mail client may log in without its password where the other server offers that. Add \`${wanted}\``,
  },
  scope: 'setting',
  parameters: [...switches.keys()],
  check({ setting, resolved, view }, report) {
    const enable = switches.get(setting.name)
    if (enable === undefined || !isReadable(resolved) || view.get(setting.name)?.setting !== setting) return
    if (certainSwitch(view, enable) !== true || words(resolved).has(wanted) || refersToOther(resolved)) return
    const at = writtenPlace(certainValue(view, setting.name))
    if (at === undefined) return
    const server = enable.startsWith('smtpd')
    const plain = setting.value.text === resolved.text
    report({
      at,
      say: [server ? 'server' : 'client'],
      ...(!server && { severity: 'info' }),
      fix: {
        title: `Add \`${wanted}\``,
        edits: plain ? replaceValue(setting, resolved.text === '' ? wanted : `${resolved.text}, ${wanted}`) : null,
      },
    })
  },
  examples: [
    {
      title: 'An empty list in the server',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_sasl_auth_enable = yes
        smtpd_sasl_security_options =«»
      `,
      fixed: `
        compatibility_level = 3.6
        smtpd_sasl_auth_enable = yes
        smtpd_sasl_security_options = noanonymous
      `,
    },
    {
      title: 'A list without it in the client',
      'main.cf': `
        compatibility_level = 3.6
        relayhost = [smtp.example.com]:587
        smtp_sasl_auth_enable = yes
        smtp_sasl_password_maps = texthash:/etc/postfix/passwords
        smtp_sasl_security_options = «noplaintext»
      `,
      fixed: `
        compatibility_level = 3.6
        relayhost = [smtp.example.com]:587
        smtp_sasl_auth_enable = yes
        smtp_sasl_password_maps = texthash:/etc/postfix/passwords
        smtp_sasl_security_options = noplaintext, noanonymous
      `,
    },
    {
      title: 'As it is by default',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_sasl_security_options = noanonymous
      `,
    },
  ],
})

/** A list that only repeats another parameter is judged there. */
function refersToOther(resolved: Resolved): boolean {
  return resolved.expanded.references.length > 0
}
