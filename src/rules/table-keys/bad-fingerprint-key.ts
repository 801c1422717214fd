import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

/** Bytes of the digests that fingerprints are made with. */
const sizes: ReadonlyMap<string, number> = new Map([
  ['md5', 16],
  ['sha1', 20],
  ['sha224', 28],
  ['sha256', 32],
  ['sha384', 48],
  ['sha512', 64],
])

export default defineRule({
  id: 'bad-fingerprint-key',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  summary: 'A key of a table of client certificates is no fingerprint, or of another digest',
  why: `Tables for \`check_ccert_access\` and \`relay_clientcerts\` are asked for the fingerprint of the client's certificate or public key: bytes in hexadecimal
with colons between, made with \`smtpd_tls_fingerprint_digest\`. That was MD5, 16 bytes, for long, and is SHA-256, 32 bytes, with
\`compatibility_level = 3.6\` and above; a key with another number of bytes is never asked for, and the client is not known.`,
  see: [
    'TLS_README',
    'postconf(5) smtpd_tls_fingerprint_digest',
    'postconf(5) relay_clientcerts',
    'src/smtpd/smtpd_check.c',
  ],
  evidence: { kind: 'source', because: 'a key that is never asked for is silent' },
  messages: {
    form: (d: { key: string }) =>
      `\`${d.key}\` is no fingerprint, and never asked for: it is pairs of hexadecimal digits with colons, as in \`EC:3B:2D:B0\``,
    size: (d: { bytes: number; digest: string; wanted: number }) =>
      `this fingerprint has ${d.bytes} bytes, and those of \`smtpd_tls_fingerprint_digest = ${d.digest}\` have ${d.wanted}, so it is never asked for`,
  },
  scope: 'table',
  syntaxes: ['postmap'],
  uses: ['access-certificate', 'client-certificates'],
  check({ project, table }, report) {
    if (table.uses.length !== 1) return undefined
    const digest = project.base.get('smtpd_tls_fingerprint_digest')
    const isOwn = project.services.some(({ config }) => config.own.has('smtpd_tls_fingerprint_digest'))
    const name = digest === undefined || !isReadable(digest) || isOwn ? undefined : digest.text.toLowerCase()
    const wanted = name === undefined ? undefined : sizes.get(name)
    return {
      line(line) {
        if (line.type !== 'key-value') return
        const key = line.key.value
        if (!/^[0-9a-f]{2}(?::[0-9a-f]{2})+$/i.test(key)) {
          report({ at: line.key, say: ['form', { key: key.slice(0, 60) }] })
          return
        }
        const bytes = (key.length + 1) / 3
        if (name !== undefined && wanted !== undefined && bytes !== wanted)
          report({ at: line.key, say: ['size', { bytes, digest: name, wanted }] })
      },
    }
  },
  examples: [
    {
      title: 'A fingerprint of another digest, and a name',
      'main.cf': 'compatibility_level = 3.6\nrelay_clientcerts = hash:/etc/postfix/clients\n',
      tables: {
        clients: '«EC:3B:2D:B0:5B:B1:FB:6D:20:A3:9D:72:F6:8D:12:35»  anna\n«mail.example.com»  bert\n',
      },
    },
    {
      title: 'A fingerprint of the digest that is set',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_fingerprint_digest = md5
        relay_clientcerts = hash:/etc/postfix/clients
      `,
      tables: { clients: 'EC:3B:2D:B0:5B:B1:FB:6D:20:A3:9D:72:F6:8D:12:35  anna\n' },
    },
  ],
})
