import { type ListItem, listItems, partOfItem, replacePlace, wholeValue } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

/** A request for a certificate, which an authority signs. */
const request = /\.csr$|letsencrypt\/csr\//i
/** Where ACME programs keep the certificate alone, and beside it the one with its chain. */
const leaf = /(?:letsencrypt|dehydrated|acme|lego).*\/(cert\.pem)$/
const chain = 'fullchain.pem'
/** No path is longer. */
const longest = 4096
/** Names that people give to keys, and to certificates. */
const keyName = /(?:^|[./_-])(?:priv(?:ate)?|priv(?:ate)?[_-]?key|key)(?:[._-][^/]*)?$/i
const certificateName = /(?:^|[./_-])(?:cert(?:ificate)?|fullchain|chain|crt|cer)(?:[._-][^/]*)?$/i

export default defineRule({
  id: 'wrong-certificate-file',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'The name of a certificate file says that it holds something else',
  why: `A certificate file holds the certificate of the server and, after it, those of the authorities between it and a root that
clients know. \`cert.pem\` of Let's Encrypt programs has the first only, so that strict clients cannot verify it;
\`${chain}\` has all. A \`.csr\` file is a request for a certificate and is of no use to a server. In
\`..._tls_chain_files\`, each key has to come before its certificate: otherwise Postfix refuses them all and does no TLS.`,
  see: ['postconf(5) smtpd_tls_cert_file', 'postconf(5) smtpd_tls_chain_files', 'TLS_README', 'src/tls/tls_certkey.c'],
  evidence: { kind: 'heuristic', because: 'only the name of the file is looked at' },
  messages: {
    request: () =>
      'A `.csr` file is a request for a certificate, not a certificate, so TLS would stay off. Name the file that came back from the authority',
    leaf: (d: { right: string }) =>
      `\`cert.pem\` lacks the certificates between yours and the root, and strict clients cannot verify it. Use \`${d.right}\` in the same folder`,
    order: (d: { key: string }) =>
      `By its name, this certificate comes before its key \`${d.key}\`. Postfix refuses that order and does no TLS: put the key first`,
  },
  scope: 'setting',
  parameters: ['smtpd', 'smtp', 'lmtp', 'tlsproxy'].flatMap(program =>
    ['cert_file', 'eccert_file', 'dcert_file', 'chain_files'].map(end => `${program}_tls_${end}`),
  ),
  check({ setting, resolved, view }, report) {
    if (!isReadable(resolved) || resolved.text === '' || view.get(setting.name)?.setting !== setting) return
    if (resolved.expanded.references.length > 0) return
    if (resolved.text.length > longest) return
    const isList = setting.name.endsWith('_chain_files')
    const files: readonly ListItem[] = isList ? listItems(resolved) : []
    const [first, second] = files
    if (first !== undefined && second !== undefined && isCertificate(first.value) && isKey(second.value)) {
      const key = second.value.slice(second.value.lastIndexOf('/') + 1)
      report({ at: first, say: ['order', { key: key.slice(0, 60) }] })
    }
    if (isList) return
    if (request.test(resolved.text)) report({ at: wholeValue(resolved), say: ['request'] })
    const name = leaf.exec(resolved.text)?.[1]
    if (name === undefined) return
    const whole = wholeValue(resolved)
    const at = partOfItem(whole, resolved.text.length - name.length, resolved.text.length)
    const fix = { title: `Write \`${chain}\``, edits: replacePlace(at, chain) }
    report({ at, say: ['leaf', { right: chain }], fix })
  },
  examples: [
    {
      title: 'The certificate alone',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_security_level = may
        smtpd_tls_cert_file = /etc/letsencrypt/live/mail.example.com/«cert.pem»
        smtpd_tls_key_file = /etc/letsencrypt/live/mail.example.com/privkey.pem
      `,
      fixed: `
        compatibility_level = 3.6
        smtpd_tls_security_level = may
        smtpd_tls_cert_file = /etc/letsencrypt/live/mail.example.com/fullchain.pem
        smtpd_tls_key_file = /etc/letsencrypt/live/mail.example.com/privkey.pem
      `,
    },
    {
      title: 'A request',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_security_level = may
        smtpd_tls_cert_file = «/etc/pki/tls/certs/mail.csr»
        smtpd_tls_key_file = /etc/pki/tls/private/mail.key
      `,
    },
    {
      title: 'The key behind its certificate',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_security_level = may
        smtpd_tls_chain_files = «/etc/ssl/certs/fullchain.pem», /etc/ssl/private/privkey.pem
      `,
    },
    {
      title: 'Key, certificate and chain',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_security_level = may
        smtpd_tls_chain_files = /etc/letsencrypt/live/mail.example.com/privkey.pem, /etc/letsencrypt/live/mail.example.com/fullchain.pem
      `,
    },
  ],
})

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

function isKey(path: string): boolean {
  const name = baseName(path)
  return /^privkey/i.test(name) || (keyName.test(name) && !certificateName.test(name))
}

function isCertificate(path: string): boolean {
  const name = baseName(path)
  return certificateName.test(name) && !keyName.test(name)
}
