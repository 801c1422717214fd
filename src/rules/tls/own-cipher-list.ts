import { nameLocation } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'own-cipher-list',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  fix: 'none',
  summary: 'The ciphers of a grade are chosen by hand',
  why: `The lists of ciphers behind the grades \`high\`, \`medium\` and \`null\` are kept by the people who make Postfix, and change with
OpenSSL. A list of your own grows old, and one that is too strict makes mail go in plain text, or not at all. The manual advises against
it. TLS 1.3 takes no notice of it. To keep single ciphers out, there is \`smtpd_tls_exclude_ciphers\`.`,
  see: ['postconf(5) tls_high_cipherlist', 'TLS_README'],
  evidence: { kind: 'heuristic', because: 'it works, and some have rules to follow' },
  messages: {
    own: (d: { name: string }) =>
      `A cipher list of your own grows old with each OpenSSL. Remove \`${d.name}\` to have the maintained default, and keep single ciphers out with \`..._exclude_ciphers\``,
  },
  scope: 'setting',
  kinds: ['openssl-cipherlist'],
  check({ setting, resolved, parameter }, report) {
    if (!isReadable(resolved) || resolved.text === '' || resolved.text === parameter?.default) return
    report({ at: nameLocation(setting), say: ['own', { name: setting.name }] })
  },
  examples: [
    {
      title: 'A list from somewhere',
      'main.cf': '«tls_high_cipherlist» = ECDHE-RSA-AES256-GCM-SHA384:DHE-RSA-AES256-GCM-SHA384\n',
    },
    {
      title: 'Single ciphers',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtp_tls_security_level = may
        smtp_tls_exclude_ciphers = aNULL, RC4
      `,
    },
  ],
})
