import { listItems } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

/** Three characters for each byte of the longest digest that OpenSSL has. */
const longest = 192
/** Bytes in hexadecimal, each after the first with or without a colon before it. */
const fingerprint = /^[0-9a-f]{2}(?::?[0-9a-f]{2})*$/i

export default defineRule({
  id: 'malformed-fingerprint',
  severity: 'warning',
  since: '0.1.0',
  postfix: { from: '2.5' },
  fix: 'none',
  summary: 'A fingerprint of a certificate that is none',
  why: `\`smtp_tls_fingerprint_cert_match\` lists fingerprints of certificates or public keys: bytes as two hexadecimal digits each,
with colons between them. Several are separated by blanks or commas (\`|\` is for the policy table). Anything else is left out with a warning. When none
is left, mail to destinations of level \`fingerprint\` stays in the queue.`,
  see: ['postconf(5) smtp_tls_fingerprint_cert_match', 'TLS_README', 'src/tls/tls_dane.c'],
  evidence: {
    kind: 'source',
    because: 'tls_dane_add_fpt_digests() logs "malformed fingerprint value" when mail is delivered',
  },
  messages: {
    bad: (d: { value: string }) =>
      `\`${d.value}\` is no fingerprint and is left out: it has to be pairs of hexadecimal digits with colons, as in \`EC:3B:2D:B0\``,
  },
  scope: 'setting',
  kinds: ['tls-fingerprint-list'],
  check({ resolved }, report) {
    if (!isReadable(resolved)) return
    for (const item of listItems(resolved)) {
      if (item.value.length > longest || !fingerprint.test(item.value))
        report({ at: item, say: ['bad', { value: item.value.slice(0, 60) }] })
    }
  },
  examples: [
    {
      title: 'The name of the digest before it',
      'main.cf': `
        compatibility_level = 3.6
        smtp_tls_fingerprint_cert_match = «sha256=EC:3B:2D:B0:5B:B1»
      `,
    },
    {
      title: 'Pairs of digits',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtp_tls_fingerprint_cert_match = EC:3B:2D:B0:5B:B1:FB:6D:20:A3:9D:72:F6:8D:12:35
      `,
    },
  ],
})
