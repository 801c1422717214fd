import { createCatalog } from '../../catalog/catalog.js'
import { compareVersions, latestVersion } from '../../catalog/versions.js'
import { partOfItem, replacePlace } from '../../config/elements.js'
import { findWord, wordsOfValue } from '../../config/words.js'
import { nearestName } from '../../text/nearest-name.js'
import { defineRule } from '../define.js'

/** First release with `>=` and `<=` in a list of protocols, patch releases of older branches aside. */
const boundsSince = '3.6'

export default defineRule({
  id: 'bad-tls-protocol',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A list of TLS protocols that Postfix cannot read',
  why: `A list of TLS protocols has names as OpenSSL spells them: \`SSLv3\`, \`TLSv1\`, \`TLSv1.1\`, \`TLSv1.2\`, \`TLSv1.3\`, each as
it is, with a \`!\` right before it to exclude it, or (Postfix 3.6 and newer) as a bound: \`>=TLSv1.2\`, \`<=TLSv1.3\`. One
word that is none of these makes the whole list invalid: the server then does not do TLS, the client goes without it or
defers the mail.`,
  see: ['postconf(5) smtpd_tls_protocols', 'src/tls/tls_misc.c'],
  evidence: {
    kind: 'log',
    says: ['Invalid TLS protocol list', 'nvalid protocol list', 'Invalid smtp', 'TLS protocol'],
    by: 'smtpd',
  },
  messages: {
    unknown: (d: { value: string; near: string | undefined }) =>
      `There is no TLS protocol \`${d.value}\`, which makes the whole list invalid: the server does no TLS, the client none or defers mail${d.near ? `. Did you mean \`${d.near}\`?` : ''}`,
    alone: (d: { value: string }) =>
      `A protocol has to follow \`${d.value}\` at once, without a blank: as it is, the whole list is invalid and TLS is not used or mail is deferred`,
    newer: (d: { value: string; version: string }) =>
      `Postfix ${d.version} has no name for \`${d.value}\` yet, which makes the whole list invalid: the server does no TLS, the client none or defers mail. Leave it out: what has no name is left to OpenSSL`,
    older: (d: { value: string; version: string }) =>
      `\`${d.value}\` as a bound came with Postfix ${boundsSince}, this configuration is for ${d.version}: the whole list is invalid there`,
  },
  scope: 'setting',
  kinds: ['tls-protocol-list'],
  check({ project, resolved, parameter }, report) {
    if (parameter === undefined || resolved.unknown || resolved.expanded.problem) return
    const { catalog } = project
    const vocabulary = parameter.vocabulary && catalog.vocabulary(parameter.vocabulary)
    if (vocabulary === undefined) return
    for (const word of wordsOfValue(resolved, parameter, vocabulary)) {
      const { value } = word
      const prefix = ['>=', '<=', '!'].find(each => value.startsWith(each)) ?? ''
      const name = value.slice(prefix.length)
      const isBound = prefix === '>=' || prefix === '<='
      if (isBound && compareVersions(catalog.version, boundsSince) < 0) {
        // Late patch releases of older branches have them too.
        if (vocabulary.prefixes.length < 3)
          report({ at: word, say: ['older', { value, version: catalog.version }], severity: 'warning' })
        continue
      }
      if (name === '') {
        report({ at: word, say: ['alone', { value }] })
        continue
      }
      const names = [...vocabulary.words, ...(isBound ? vocabulary.boundWords : [])]
      if (
        findWord(name, { ...vocabulary, words: names }) !== undefined ||
        (isBound && /^(?:0x)?[0-9a-f]+$/i.test(name))
      )
        continue
      const place = partOfItem(word, prefix.length, value.length)
      const newest = createCatalog({ ...project.target, version: latestVersion() }).vocabulary(vocabulary.name)
      if (newest !== undefined && findWord(name, newest) !== undefined) {
        report({ at: place, say: ['newer', { value: name, version: catalog.version }] })
        continue
      }
      const near = nearestName(name, vocabulary.words)
      report({
        at: place,
        say: ['unknown', { value: name, near }],
        fix: near === undefined ? undefined : { title: `Write \`${near}\``, edits: replacePlace(place, near) },
      })
    }
  },
  examples: [
    {
      title: 'A protocol that there is not',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_security_level = may
        smtpd_tls_cert_file = /etc/ssl/certs/ssl-cert-snakeoil.pem
        smtpd_tls_key_file = /etc/ssl/private/ssl-cert-snakeoil.key
        smtpd_tls_protocols = !SSLv2, !«SSLv33»
      `,
      fixed: `
        compatibility_level = 3.6
        smtpd_tls_security_level = may
        smtpd_tls_cert_file = /etc/ssl/certs/ssl-cert-snakeoil.pem
        smtpd_tls_key_file = /etc/ssl/private/ssl-cert-snakeoil.key
        smtpd_tls_protocols = !SSLv2, !SSLv3
      `,
    },
    {
      title: 'A protocol that is newer than this Postfix: newer ones take it',
      version: '2.11',
      prove: false,
      'main.cf': `
        smtp_tls_security_level = may
        smtp_tls_mandatory_protocols = !SSLv2, !SSLv3, !«TLSv1.3»
      `,
    },
    {
      title: 'Protocols as OpenSSL spells them',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtp_tls_security_level = may
        smtp_tls_protocols = >=TLSv1.2
        smtp_tls_mandatory_protocols = !SSLv2, !SSLv3, !TLSv1, !TLSv1.1
      `,
    },
  ],
})
