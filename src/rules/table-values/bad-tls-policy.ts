import { replacePlace } from '../../config/elements.js'
import { resultOf, wordsOf } from '../../config/table-values.js'
import { nearestName } from '../../text/nearest-name.js'
import { defineRule } from '../define.js'

export default defineRule({
  id: 'bad-tls-policy',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A TLS policy table has a level or an attribute that smtp does not know',
  why: `A result of \`smtp_tls_policy_maps\` is a security level, such as \`encrypt\` or \`secure\`, and after it attributes of the
form \`name=value\`. smtp(8) does not guess: an unknown level or attribute makes the whole policy invalid, and mail for that
destination is deferred, with a warning.`,
  see: ['postconf(5) smtp_tls_policy_maps', 'TLS_README', 'src/smtp/smtp_tls_policy.c'],
  evidence: {
    kind: 'source',
    because: 'tls_policy_lookup_one marks the policy invalid; a delivery to that destination is needed to see it',
  },
  messages: {
    level: (d: { word: string; levels: string; near: string | undefined }) =>
      `\`${d.word}\` is no TLS security level, so mail for this destination is deferred. ${d.near === undefined ? `There are ${d.levels}` : `Did you mean \`${d.near}\`?`}`,
    attribute: (d: { name: string; near: string | undefined }) =>
      `this release has no TLS policy attribute \`${d.name}\`, so mail for this destination is deferred${d.near === undefined ? '' : `. Did you mean \`${d.near}\`?`}`,
    equals: (d: { word: string }) =>
      `\`${d.word}\` is no attribute of the form \`name=value\`, so mail for this destination is deferred`,
  },
  scope: 'table',
  syntaxes: ['postmap', 'regexp', 'pcre'],
  uses: ['tls-policy'],
  check({ project }, report) {
    const { catalog } = project
    const policy = catalog.tableResult('smtp_tls_policy_maps')
    const levels = policy && catalog.vocabulary(policy.levels)?.words
    if (policy === undefined || levels === undefined) return undefined
    const attributes = policy.attributes.map(({ name }) => name)
    return {
      line(line) {
        const result = resultOf(line)
        if (result === undefined) return
        const [level, ...rest] = wordsOf(result)
        if (level === undefined) return
        const written = level.value.toLowerCase()
        if (!levels.includes(written)) {
          const near = nearestName(written, levels)
          const say = [
            'level',
            { word: level.value, levels: levels.map(word => `\`${word}\``).join(', '), near },
          ] as const
          const edits = near === undefined ? null : replacePlace(level, near)
          report({ at: level, say, fix: { title: `Write \`${near}\``, edits } })
          return
        }
        if (written === 'none' || result.value.includes('{') || /\s=|=\s/.test(result.value)) return
        for (const word of rest) {
          const equals = word.value.indexOf('=')
          const name = equals < 0 ? word.value : word.value.slice(0, equals)
          if (equals < 0) report({ at: word, say: ['equals', { word: word.value }] })
          else if (!attributes.includes(name.toLowerCase()))
            report({ at: word, say: ['attribute', { name, near: nearestName(name, attributes) }] })
        }
      },
    }
  },
  examples: [
    {
      title: 'A level that is none',
      'main.cf': 'smtp_tls_security_level = may\nsmtp_tls_policy_maps = hash:/etc/postfix/tls_policy\n',
      tables: { tls_policy: 'example.com  «encript»\n' },
      fixed: 'example.com  encrypt\n',
    },
    {
      title: 'Attributes that are none',
      'main.cf': 'smtp_tls_security_level = may\nsmtp_tls_policy_maps = hash:/etc/postfix/tls_policy\n',
      tables: { tls_policy: 'example.com  secure «mach=mail.example.com»\nexample.org  encrypt «high»\n' },
    },
    {
      title: 'Levels with attributes',
      clean: true,
      'main.cf': 'smtp_tls_security_level = may\nsmtp_tls_policy_maps = hash:/etc/postfix/tls_policy\n',
      tables: {
        tls_policy:
          'example.com  secure match=mail.example.com ciphers=high\n[mail.example.net]:587  encrypt\n.example.org  none\n',
      },
    },
  ],
})
