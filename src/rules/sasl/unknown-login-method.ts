import { replacePlace } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { matchPatterns } from '../../config/match-patterns.js'
import { nearestName } from '../../text/nearest-name.js'
import { defineRule } from '../define.js'

/** Names registered with IANA, and those that servers use without being registered. */
const methods = [
  ...['9798-M-DSA-SHA1', '9798-M-ECDSA-SHA1', '9798-M-RSA-SHA1-ENC', '9798-U-DSA-SHA1', '9798-U-ECDSA-SHA1'],
  ...[
    '9798-U-RSA-SHA1-ENC',
    'ANONYMOUS',
    'CRAM-MD5',
    'DIGEST-MD5',
    'EAP-AES128',
    'EAP-AES128-PLUS',
    'ECDH-X25519-CHALLENGE',
  ],
  ...[
    'ECDSA-NIST256P-CHALLENGE',
    'EXTERNAL',
    'GS2-KRB5',
    'GS2-KRB5-PLUS',
    'GSS-SPNEGO',
    'GSSAPI',
    'KERBEROS_V4',
    'KERBEROS_V5',
  ],
  ...[
    'LOGIN',
    'NMAS_AUTHEN',
    'NMAS_LOGIN',
    'NMAS-SAMBA-AUTH',
    'NTLM',
    'OAUTH10A',
    'OAUTHBEARER',
    'OPENID20',
    'OTP',
    'PASSDSS-3DES-1',
  ],
  ...['PLAIN', 'SAML20', 'SCRAM-SHA-1', 'SCRAM-SHA-1-PLUS', 'SCRAM-SHA-224', 'SCRAM-SHA-224-PLUS', 'SCRAM-SHA-256'],
  ...[
    'SCRAM-SHA-256-PLUS',
    'SCRAM-SHA-384',
    'SCRAM-SHA-384-PLUS',
    'SCRAM-SHA-512',
    'SCRAM-SHA-512-PLUS',
    'SECURID',
    'SKEY',
  ],
  ...['SPNEGO', 'SPNEGO-PLUS', 'SRP', 'SXOVER-PLUS', 'XOAUTH', 'XOAUTH2', 'XFACEBOOK-PLATFORM'],
] as const

/** Without the signs between its letters, as plug-ins are called: `digestmd5`. */
const plain = (name: string): string => name.replace(/[-_]/g, '').toUpperCase()
const byPlainName: ReadonlyMap<string, string> = new Map(methods.map(name => [plain(name), name]))
const known: ReadonlySet<string> = new Set(methods)

export default defineRule({
  id: 'unknown-login-method',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A list of SASL methods has a name that no method has',
  why: `The list holds SASL mechanism names as servers announce them in \`250-AUTH\`: \`PLAIN\`, \`LOGIN\`, \`CRAM-MD5\`, \`DIGEST-MD5\`,
upper or lower case. Names of plug-ins (\`digestmd5\`) or of files never match. When nothing of the list matches what the
server offers, the client logs "No worthy mechs found" and the mail stays in the queue.`,
  see: ['postconf(5) smtp_sasl_mechanism_filter', 'postconf(5) smtpd_sasl_mechanism_filter', 'SASL_README'],
  evidence: {
    kind: 'source',
    because: 'names are compared as whole strings (string_list_match); new ones may be registered',
  },
  messages: {
    spelled: (d: { name: string; right: string }) =>
      `No login method is called \`${d.name}\`, so this never matches: its name is \`${d.right}\``,
    unknown: (d: { name: string; near: string | undefined }) =>
      `No login method (SASL mechanism) is known as \`${d.name}\`, so this probably never matches${d.near ? `. Did you mean \`${d.near}\`?` : ''}`,
  },
  scope: 'setting',
  parameters: ['smtp_sasl_mechanism_filter', 'lmtp_sasl_mechanism_filter', 'smtpd_sasl_mechanism_filter'],
  check({ resolved }, report) {
    if (!isReadable(resolved)) return
    for (const pattern of matchPatterns(resolved)) {
      const { value } = pattern
      if (pattern.form !== 'pattern' || known.has(value.toUpperCase())) continue
      const right = byPlainName.get(plain(value))
      const near = right ?? nearestName(value, methods)
      report({
        at: pattern,
        say:
          right === undefined
            ? ['unknown', { name: value.slice(0, 40), near }]
            : ['spelled', { name: value.slice(0, 40), right }],
        fix:
          near === undefined
            ? undefined
            : { title: `Write \`${near.toLowerCase()}\``, edits: replacePlace(pattern, near.toLowerCase()) },
      })
    }
  },
  examples: [
    {
      title: 'Names of plug-ins',
      'main.cf': `
        compatibility_level = 3.6
        smtp_sasl_mechanism_filter = «digestmd5», «crammd5», plain, login
      `,
      fixed: `
        compatibility_level = 3.6
        smtp_sasl_mechanism_filter = digest-md5, cram-md5, plain, login
      `,
    },
    {
      title: 'Names of mechanisms',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtp_sasl_mechanism_filter = !gssapi, !external, static:all
      `,
    },
  ],
})
