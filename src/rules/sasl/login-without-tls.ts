import {
  certainSwitch,
  certainText,
  certainValue,
  certainWords,
  firstWritten,
  writtenPlace,
} from '../../config/certain-values.js'
import { replaceValue } from '../../config/elements.js'
import { publicSmtpServers, serverTls, servicesOf } from '../../config/smtp-servers.js'
import { defineRule } from '../define.js'

const login = 'smtpd_sasl_auth_enable'
const onlyWithTls = 'smtpd_tls_auth_only'
const options = 'smtpd_sasl_security_options'
const hidden = 'smtpd_discard_ehlo_keywords'
const upstreamProxy = 'smtpd_upstream_proxy_protocol'

export default defineRule({
  id: 'login-without-tls',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'Clients can log in over a connection without encryption',
  why: `With \`${login} = yes\`, smtpd(8) offers \`AUTH\` to every client, also before TLS has been started. Mail programs that are
not told to use TLS then send name and password in plain text, where everybody on the way can read them. With
\`${onlyWithTls} = yes\`, \`AUTH\` is offered only after STARTTLS; with \`smtpd_tls_security_level = encrypt\` nothing works before it.`,
  see: ['postconf(5) smtpd_tls_auth_only', 'SASL_README', 'TLS_README', 'src/smtpd/smtpd.c'],
  evidence: {
    kind: 'source',
    because: 'smtpd_proto() switches SASL on without TLS when var_smtpd_tls_auth_only is off',
  },
  messages: {
    offered: () =>
      `Clients can log in before TLS is started, so passwords can go over the net in plain text. Set \`${onlyWithTls} = yes\``,
    noTls: () =>
      `Clients can log in here, but there is no TLS: every password goes over the net in plain text. Set \`smtpd_tls_security_level\`, a certificate, and \`${onlyWithTls} = yes\``,
  },
  scope: 'project',
  check({ project }, report) {
    if (!project.hasMain) return
    for (const server of publicSmtpServers(project)) {
      const { config } = server
      if (certainSwitch(config, login) !== true || certainSwitch(config, onlyWithTls) !== false) continue
      const tls = serverTls(config)
      if (tls === undefined || tls.level === 'encrypt') continue
      if (certainWords(config, options)?.has('noplaintext') !== false) continue
      // A proxy may do the TLS; and a server that hides AUTH has no clients that log in.
      if (certainText(config, upstreamProxy) !== '' && config.get(upstreamProxy) !== undefined) continue
      if (certainWords(config, hidden)?.has('auth') !== false) continue
      const only = certainValue(config, onlyWithTls)
      const at = writtenPlace(only) ?? firstWritten(config, [login])
      if (at === undefined) continue
      const setting = tls.level === 'may' && only?.setting?.value.text === only?.text ? only?.setting : undefined
      report({
        at,
        say: [tls.level === 'may' ? 'offered' : 'noTls'],
        services: servicesOf(server),
        fix: setting && { title: `Write \`${onlyWithTls} = yes\``, edits: replaceValue(setting, 'yes') },
      })
    }
  },
  examples: [
    {
      title: 'TLS is offered, and not demanded for the login',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_sasl_auth_enable = yes
        smtpd_sasl_type = dovecot
        smtpd_sasl_path = private/auth
        smtpd_tls_chain_files = /etc/ssl/private/mail.example.com.pem
        smtpd_tls_security_level = may
        smtpd_tls_auth_only = «no»
      `,
      fixed: `
        compatibility_level = 3.6
        smtpd_sasl_auth_enable = yes
        smtpd_sasl_type = dovecot
        smtpd_sasl_path = private/auth
        smtpd_tls_chain_files = /etc/ssl/private/mail.example.com.pem
        smtpd_tls_security_level = may
        smtpd_tls_auth_only = yes
      `,
    },
    {
      title: 'No TLS at all',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_sasl_auth_enable = «yes»
      `,
    },
    {
      title: 'One service demands TLS, the other does not',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_sasl_auth_enable = «yes»
        smtpd_tls_chain_files = /etc/ssl/private/mail.example.com.pem
        smtpd_tls_security_level = may
      `,
      'master.cf': `
        smtp inet n - y - - smtpd
        submission inet n - y - - smtpd
          -o smtpd_tls_security_level=encrypt
      `,
    },
    {
      title: 'Only with TLS',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_sasl_auth_enable = yes
        smtpd_sasl_type = dovecot
        smtpd_sasl_path = private/auth
        smtpd_tls_chain_files = /etc/ssl/private/mail.example.com.pem
        smtpd_tls_security_level = may
        smtpd_tls_auth_only = yes
      `,
    },
  ],
})
