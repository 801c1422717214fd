import { replacePlace, wholeValue } from '../../config/elements.js'
import { isReadable } from '../../config/mail-path.js'
import { enabledProtocols } from '../../config/tls-protocols.js'
import { wordsOfValue } from '../../config/words.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'protocol-exclusion-list',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  postfix: { from: '3.6' },
  fix: 'safe',
  summary: 'TLS protocols are excluded one by one where the lowest could be named',
  why: `Before Postfix 3.6 the way to demand a newer TLS was to exclude each older protocol: \`!SSLv2, !SSLv3, !TLSv1\`. Since then
\`>=TLSv1.2\` says the same in one word, cannot leave a hole in the middle, and is what the manual recommends.`,
  see: ['postconf(5) smtpd_tls_protocols', 'TLS_README'],
  evidence: { kind: 'heuristic', because: 'both forms work' },
  messages: {
    range: (d: { range: string }) => `This is the same as \`${d.range}\`, which says it in one word`,
    hole: (d: { missing: string; range: string }) =>
      `This leaves out \`${d.missing}\` and allows what is older: OpenSSL then stops at the hole, and newer protocols may be off. Write \`${d.range}\``,
  },
  scope: 'setting',
  kinds: ['tls-protocol-list'],
  check({ project, resolved, parameter }, report) {
    if (!isReadable(resolved) || parameter === undefined) return
    const vocabulary = parameter.vocabulary && project.catalog.vocabulary(parameter.vocabulary)
    if (!vocabulary) return
    const words = wordsOfValue(resolved, parameter, vocabulary)
    if (words.length === 0 || !words.every(({ value }) => value.startsWith('!'))) return
    const on = enabledProtocols(resolved, parameter, vocabulary)
    const [lowest] = on ?? []
    if (on === undefined || lowest === undefined || !on.includes('TLSv1.3')) return
    const all = ['SSLv2', 'SSLv3', 'TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3']
    const missing = all.slice(all.indexOf(lowest)).find(name => !on.includes(name))
    const at = wholeValue(resolved)
    // SSLv2 is gone from OpenSSL: leaving it out or in makes no difference.
    if (lowest === 'SSLv2') return
    if (missing !== undefined) {
      const next = all.slice(all.indexOf(missing)).find(name => on.includes(name)) ?? 'TLSv1.2'
      report({ at, say: ['hole', { missing, range: `>=${next}` }], severity: 'warning' })
      return
    }
    const range = `>=${lowest}`
    report({
      at,
      say: ['range', { range }],
      fix: { title: `Write \`${range}\``, edits: replacePlace(at, range) },
    })
  },
  examples: [
    {
      title: 'The form of old',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_protocols = «!SSLv2, !SSLv3, !TLSv1, !TLSv1.1»
      `,
      fixed: `
        compatibility_level = 3.6
        smtpd_tls_protocols = >=TLSv1.2
      `,
    },
    {
      title: 'A hole in the middle',
      'main.cf': `
        compatibility_level = 3.6
        smtpd_tls_protocols = «!SSLv2, !SSLv3, !TLSv1.1»
      `,
    },
    {
      title: 'The lowest',
      clean: true,
      'main.cf': `
        compatibility_level = 3.11
        smtpd_tls_protocols = >=TLSv1.2
      `,
    },
  ],
})
