import { listItems, replacePlace, valueLocation } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { nearestName } from '../../text/nearest-name.js'
import { defineRule } from '../define.js'

/** Groups that OpenSSL has had under these names. */
const groups = [
  ...['X25519', 'X448', 'prime256v1', 'P-256', 'P-384', 'P-521', 'secp256r1', 'secp384r1', 'secp521r1', 'secp224r1'],
  ...['secp256k1', 'P-224', 'P-192', 'prime192v1', 'brainpoolP256r1', 'brainpoolP384r1', 'brainpoolP512r1'],
  ...['brainpoolP256r1tls13', 'brainpoolP384r1tls13', 'brainpoolP512r1tls13', 'curveSM2', 'SM2'],
  ...['ffdhe2048', 'ffdhe3072', 'ffdhe4096', 'ffdhe6144', 'ffdhe8192'],
  ...[
    'MLKEM512',
    'MLKEM768',
    'MLKEM1024',
    'X25519MLKEM768',
    'SecP256r1MLKEM768',
    'SecP384r1MLKEM1024',
    'X448MLKEM1024',
  ],
] as const

const known: ReadonlySet<string> = new Set(groups.map(name => name.toLowerCase()))

export default defineRule({
  id: 'unknown-tls-group',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A group for the TLS key exchange that OpenSSL probably does not know',
  why: `\`tls_eecdh_auto_curves\` and \`tls_ffdhe_auto_groups\` name the groups (curves) for exchanging keys. Older releases
of Postfix warn about each name that OpenSSL does not know; newer ones leave it out in silence, and warn when none is left and take
the default. The default keeps up with OpenSSL, so it is usually best to set none of them.`,
  see: ['postconf(5) tls_eecdh_auto_curves', 'src/tls/tls_dh.c'],
  evidence: { kind: 'heuristic', because: 'which groups there are is a matter of the OpenSSL that is installed' },
  messages: {
    unknown: (d: { value: string; near: string | undefined }) =>
      `OpenSSL probably has no group \`${d.value}\`, and Postfix then does without it${d.near === undefined ? ': remove it, or the whole line to have the default' : `. Did you mean \`${d.near}\`?`}`,
    none: (d: { name: string }) =>
      `\`${d.name}\` holds nothing but separators: Postfix warns and takes its default. Remove the line`,
  },
  scope: 'setting',
  kinds: ['tls-group', 'tls-group-list'],
  check({ setting, resolved, parameter }, report) {
    if (!isReadable(resolved) || resolved.text === '' || resolved.text === parameter?.default) return
    const items = listItems(resolved)
    if (items.length === 0) report({ at: valueLocation(setting), say: ['none', { name: setting.name }] })
    for (const item of items) {
      const { value } = item
      // `?` before a name, `*`, `/` and `:` between them: the language of OpenSSL 3.5.
      if (/[?*/:@-]/.test(value.replace(/^P-/i, '')) || /^default$/i.test(value) || known.has(value.toLowerCase()))
        continue
      const near = nearestName(value, groups)
      report({
        at: item,
        say: ['unknown', { value, near }],
        fix: near === undefined ? undefined : { title: `Write \`${near}\``, edits: replacePlace(item, near) },
      })
    }
  },
  examples: [
    {
      title: 'A slip of the pen',
      'main.cf': `
        compatibility_level = 3.6
        tls_eecdh_auto_curves = X25519, «secp348r1»
      `,
      fixed: `
        compatibility_level = 3.6
        tls_eecdh_auto_curves = X25519, secp384r1
      `,
    },
    {
      title: 'Groups of OpenSSL',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        tls_eecdh_auto_curves = X25519, P-256, secp384r1
      `,
    },
  ],
})
