import { certainSwitch, certainText, certainWords, firstWritten } from '../../config/certain-values.js'
import { viewsOf } from '../../config/measures.js'
import { servicesOf } from '../../config/smtp-servers.js'
import { defineRule } from '../define.js'

const login = 'smtp_sasl_auth_enable'
const passwords = 'smtp_sasl_password_maps'
const level = 'smtp_tls_security_level'
/** Parameters that can raise the level, or switch TLS on in the old way. */
const otherWays = ['smtp_tls_policy_maps', 'smtp_tls_per_site']
const switches = ['smtp_tls_wrappermode', 'smtp_enforce_tls']
/** Hosts that are reached without a network. */
const localHost = /^\[?(?:127\.|localhost|::1|IPv6:::1)/i

export default defineRule({
  id: 'client-login-without-tls',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'The mail client sends its password without encryption',
  why: `smtp(8) logs in at another server with a password from \`${passwords}\`. When \`smtp_sasl_security_options\` lacks
\`noplaintext\`, it does so over a connection without TLS as well, with PLAIN or LOGIN: then everybody on the way can read the
password. \`${level} = encrypt\` keeps it from talking to a server without TLS; \`may\` uses TLS only where the server offers
it, and whoever stands in between can take that offer away.`,
  see: ['SASL_README', 'postconf(5) smtp_tls_security_level', 'postconf(5) smtp_sasl_security_options'],
  evidence: { kind: 'heuristic', because: 'the way to the server may be safe by other means' },
  messages: {
    never: () =>
      `TLS is off for outgoing mail, so the password from \`${passwords}\` goes over the net in plain text. Set \`${level} = encrypt\``,
    maybe: (d: { by: string }) =>
      `With \`${d.by}\`, the password also goes to a server that offers no TLS, in plain text. Set \`${level} = encrypt\`, or add \`noplaintext\` to \`smtp_sasl_security_options\``,
  },
  scope: 'project',
  check({ project }, report) {
    if (!project.hasMain) return
    for (const view of viewsOf(project, ['smtp'])) {
      const { config } = view
      if (certainSwitch(config, login) !== true || certainText(config, passwords) === '') continue
      if (certainWords(config, 'smtp_sasl_security_options')?.has('noplaintext') !== false) continue
      if (otherWays.some(name => (certainText(config, name) ?? '') !== '')) continue
      if (switches.some(name => certainSwitch(config, name) === true)) continue
      if (localHost.test(certainText(config, 'relayhost') ?? '')) continue
      const methods = certainWords(config, 'smtp_sasl_mechanism_filter')
      if (methods !== undefined && methods.size > 0 && ![...methods].some(word => /plain|login|:|^[!/]/i.test(word)))
        continue
      const text = certainText(config, level)?.toLowerCase()
      const old = text === '' && certainSwitch(config, 'smtp_use_tls') === true
      const off = (text === '' && !old) || text === 'none'
      if (!off && !old && text !== 'may') continue
      const at = firstWritten(config, [old ? 'smtp_use_tls' : level, login])
      if (at === undefined) continue
      const services = servicesOf(view)
      if (off) report({ at, say: ['never'], services })
      else
        report({
          at,
          say: ['maybe', { by: old ? 'smtp_use_tls = yes' : `${level} = may` }],
          services,
          severity: 'info',
        })
    }
  },
  examples: [
    {
      title: 'PLAIN without TLS',
      'main.cf': `
        compatibility_level = 3.6
        relayhost = [smtp.example.com]:587
        smtp_sasl_auth_enable = «yes»
        smtp_sasl_password_maps = texthash:/etc/postfix/passwords
        smtp_sasl_security_options = noanonymous
      `,
    },
    {
      title: 'TLS only where it is offered',
      'main.cf': `
        compatibility_level = 3.6
        relayhost = [smtp.example.com]:587
        smtp_sasl_auth_enable = yes
        smtp_sasl_password_maps = texthash:/etc/postfix/passwords
        smtp_sasl_security_options = noanonymous
        smtp_tls_security_level = «may»
      `,
    },
    {
      title: 'The same, as it was written of old',
      'main.cf': `
        compatibility_level = 3.6
        relayhost = [smtp.example.com]:587
        smtp_sasl_auth_enable = yes
        smtp_sasl_password_maps = texthash:/etc/postfix/passwords
        smtp_sasl_security_options = noanonymous
        smtp_use_tls = «yes»
      `,
      version: '3.7.11',
    },
    {
      title: 'TLS is demanded',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        relayhost = [smtp.example.com]:587
        smtp_sasl_auth_enable = yes
        smtp_sasl_password_maps = texthash:/etc/postfix/passwords
        smtp_sasl_security_options = noanonymous
        smtp_tls_security_level = encrypt
      `,
    },
  ],
})
