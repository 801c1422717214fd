import { isDigest } from '../../config/digests.js'
import { listItems, partOfItem } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'unknown-digest',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A digest that OpenSSL does not have',
  why: `\`..._tls_fingerprint_digest\` names how fingerprints of certificates are computed; when OpenSSL does not know it, Postfix
logs an error and switches TLS off. \`tls_dane_digests\` lists the digests for DANE; one that is not known is left out with a
warning. \`sha256\` is right for nearly everybody.`,
  see: [
    'postconf(5) smtpd_tls_fingerprint_digest',
    'postconf(5) tls_dane_digests',
    'src/tls/tls_misc.c',
    'src/tls/tls_dane.c',
  ],
  evidence: { kind: 'source', because: 'tls_validate_digest() asks OpenSSL when TLS is set up' },
  messages: {
    off: (d: { name: string; value: string }) =>
      `OpenSSL has no digest \`${d.value}\`, so TLS is switched off: write \`sha256\` in \`${d.name}\`, or remove the line`,
    out: (d: { value: string }) =>
      `OpenSSL has no digest \`${d.value}\`: Postfix leaves it out, and servers whose DANE records use nothing else cannot be verified`,
  },
  scope: 'setting',
  kinds: ['tls-digest', 'tls-digest-list'],
  check({ setting, resolved, parameter }, report) {
    if (!isReadable(resolved)) return
    const list = parameter?.kind === 'tls-digest-list'
    for (const item of listItems(resolved)) {
      const end = list && item.value.includes('=') ? item.value.indexOf('=') : item.value.length
      const value = item.value.slice(0, end)
      if (value === '' || isDigest(value)) continue
      const at = partOfItem(item, 0, end)
      report({ at, say: list ? ['out', { value }] : ['off', { name: setting.name, value }] })
    }
  },
  examples: [
    {
      title: 'Digests that do not exist',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_fingerprint_digest = «sha265»
        tls_dane_digests = sha512, «sha-265»
      `,
    },
    {
      title: 'The usual one',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtp_tls_fingerprint_digest = sha512
      `,
    },
  ],
})
