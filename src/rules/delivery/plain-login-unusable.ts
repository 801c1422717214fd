import { nameLocation } from '../../config/elements.js'
import { isReadable, words } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'plain-login-unusable',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'The mail client may not log in with PLAIN or LOGIN, which most servers want',
  why: `\`smtp_sasl_security_options\` has \`noplaintext\` in it unless changed, and \`smtp_sasl_tls_security_options\` has the same by
default. smtp(8) then uses neither PLAIN nor LOGIN, also over TLS. Most servers offer nothing else: the log says "no worthy
mechs found", and the mail stays in the queue. Over TLS it is safe to write
\`smtp_sasl_tls_security_options = noanonymous\`.`,
  see: ['SASL_README', 'postconf(5) smtp_sasl_security_options', 'postconf(5) smtp_sasl_tls_security_options'],
  evidence: { kind: 'heuristic', because: 'a server may offer other ways to log in' },
  messages: {
    unusable: () =>
      'PLAIN and LOGIN are not used to log in, also not over TLS, and most servers offer nothing else. Set `smtp_sasl_tls_security_options = noanonymous`',
  },
  scope: 'setting',
  parameters: ['smtp_sasl_auth_enable'],
  check({ setting, resolved, view, service }, report) {
    if (resolved.unknown || resolved.text.toLowerCase() !== 'yes' || view.get(setting.name)?.setting !== setting) return
    if (service && service.program !== 'smtp') return
    const options = ['smtp_sasl_security_options', 'smtp_sasl_tls_security_options'].map(name => view.get(name))
    if (options.some(value => value === undefined || !isReadable(value) || !words(value).has('noplaintext'))) return
    // Somebody chose other ways on purpose, or the password table is missing anyway.
    if (view.get('smtp_sasl_mechanism_filter')?.from !== 'default' || options[0]?.from !== 'default') {
      const filter = words(view.get('smtp_sasl_mechanism_filter'))
      const wanted = [...filter].some(word => /^(?:plain|login)$/i.test(word))
      if (!wanted) return
    }
    const maps = view.get('smtp_sasl_password_maps')
    if (maps === undefined || maps.text === '') return
    report({ at: nameLocation(setting), say: ['unusable'] })
  },
  examples: [
    {
      title: 'The security options are left as they are',
      'main.cf': `
        relayhost = [smtp.example.com]:587
        «smtp_sasl_auth_enable» = yes
        smtp_sasl_password_maps = texthash:/etc/postfix/passwords
        smtp_tls_security_level = encrypt
      `,
    },
    {
      title: 'PLAIN is allowed over TLS',
      clean: true,
      'main.cf': `
        relayhost = [smtp.example.com]:587
        smtp_sasl_auth_enable = yes
        smtp_sasl_password_maps = texthash:/etc/postfix/passwords
        smtp_sasl_tls_security_options = noanonymous
        smtp_tls_security_level = encrypt
      `,
    },
  ],
})
