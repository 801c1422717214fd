import { listItems, partOfItem, replacePlace } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'bad-cipher-exclusion',
  severity: 'error',
  since: '0.1.0',
  fix: 'safe',
  summary: 'A sign before a cipher that is to be excluded',
  why: `The \`..._exclude_ciphers\` parameters list ciphers and kinds of ciphers as they are: \`aNULL, RC4\`. Postfix itself puts
the \`!\` before each. With a \`!\`, \`+\`, \`-\` or \`@\` of your own, the list is invalid, and TLS does not work wherever it is used: the
server refuses STARTTLS, the client goes without TLS or mail stays in the queue.`,
  see: ['postconf(5) smtpd_tls_exclude_ciphers', 'src/tls/tls_misc.c'],
  evidence: {
    kind: 'source',
    because: 'tls_set_ciphers() refuses "invalid unary \'!+-@\' in cipher exclusion" when a TLS session begins',
  },
  messages: {
    sign: (d: { word: string; right: string }) =>
      `The \`${d.word.charAt(0)}\` in \`${d.word}\` makes the whole list invalid, and TLS fails with it: Postfix itself excludes what stands here. Write \`${d.right}\``,
    alone: (d: { sign: string }) =>
      `A \`${d.sign}\` alone makes the whole list invalid, and TLS fails with it: write \`RC4+SHA\` without blanks, or remove the sign`,
  },
  scope: 'setting',
  kinds: ['tls-cipher-exclusion-list'],
  check({ resolved }, report) {
    if (!isReadable(resolved)) return
    for (const item of listItems(resolved)) {
      for (const word of splitAtColons(item.value)) {
        const right = word.text.replace(/^[!+\-@]+/, '')
        if (right === word.text) continue
        if (right === '') {
          report({
            at: partOfItem(item, word.start, word.start + word.text.length),
            say: ['alone', { sign: word.text }],
          })
          continue
        }
        const sign = partOfItem(item, word.start, word.start + word.text.length - right.length)
        report({
          at: partOfItem(item, word.start, word.start + word.text.length),
          say: ['sign', { word: word.text.slice(0, 40), right: right.slice(0, 40) }],
          fix: { title: `Write \`${right}\``, edits: replacePlace(sign, '') },
        })
      }
    }
  },
  examples: [
    {
      title: 'Blanks around a plus sign',
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
        smtp_tls_security_level = may
        smtp_tls_exclude_ciphers = RC4 «+» SHA
      `,
    },
    {
      title: 'As OpenSSL writes it',
      'main.cf': `
        compatibility_level = 3.6
        smtp_tls_security_level = may
        smtp_tls_exclude_ciphers = «!aNULL», RC4
      `,
      fixed: `
        compatibility_level = 3.6
        smtp_tls_security_level = may
        smtp_tls_exclude_ciphers = aNULL, RC4
      `,
    },
    {
      title: 'As Postfix wants it',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        smtp_tls_security_level = may
        smtp_tls_exclude_ciphers = aNULL, RC4
      `,
    },
  ],
})

/** Exclusions are separated by colons as well. */
function splitAtColons(text: string): readonly { readonly start: number; readonly text: string }[] {
  let start = 0
  return text.split(':').map(part => {
    const word = { start, text: part }
    start += part.length + 1
    return word
  })
}
