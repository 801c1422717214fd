import { certainSwitch } from '../../config/certain-values.js'
import { wholeValue } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'level-hidden-by-wrappermode',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  summary: 'A TLS level that wrapper mode leaves without effect',
  why: `With \`smtpd_tls_wrappermode = yes\` every connection begins with TLS, so smtpd(8) demands it whatever
\`smtpd_tls_security_level\` says: it does not even look at the level. \`none\` or \`may\` beside it reads as if TLS could be left out.`,
  see: ['postconf(5) smtpd_tls_wrappermode', 'src/smtpd/smtpd.c'],
  evidence: { kind: 'source', because: 'pre_jail_init() takes wrapper mode for `encrypt` before it reads the level' },
  messages: {
    hidden: (d: { value: string }) =>
      `\`smtpd_tls_wrappermode = yes\` demands TLS here, so the level \`${d.value}\` has no effect: write \`encrypt\`, or remove it`,
  },
  scope: 'setting',
  parameters: ['smtpd_tls_security_level'],
  check({ setting, resolved, view, service }, report) {
    if (!isReadable(resolved) || resolved.text === '' || resolved.text.toLowerCase() === 'encrypt') return
    // A level of main.cf is for the other services.
    if (service === undefined || view.get(setting.name)?.setting !== setting) return
    if (certainSwitch(view, 'smtpd_tls_wrappermode') !== true) return
    report({ at: wholeValue(resolved), say: ['hidden', { value: resolved.text }] })
  },
  examples: [
    {
      title: 'TLS is demanded all the same',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_chain_files = /etc/ssl/private/mail.example.com.pem
      `,
      'master.cf': `
        submissions inet n - y - - smtpd
          -o smtpd_tls_wrappermode=yes
          -o smtpd_tls_security_level=«may»
          -o smtpd_sasl_auth_enable=yes
      `,
    },
    {
      title: 'Both say the same',
      clean: true,
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_chain_files = /etc/ssl/private/mail.example.com.pem
      `,
      'master.cf': `
        submissions inet n - y - - smtpd
          -o smtpd_tls_wrappermode=yes
          -o smtpd_tls_security_level=encrypt
          -o smtpd_sasl_auth_enable=yes
      `,
    },
  ],
})
