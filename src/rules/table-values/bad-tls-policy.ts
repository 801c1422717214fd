import { replacePlace } from '../../config/elements.js'
import { hostNameFault } from '../../config/host-names.js'
import type { Project } from '../../config/project.js'
import { type ResultPart, resultOf } from '../../config/table-values.js'
import { foreignAttributes, type PolicyAttribute, readTlsPolicy, splitPart } from '../../config/tls-policies.js'
import { findWord } from '../../config/words.js'
import { nearestName } from '../../text/nearest-name.js'
import { defineRule, type Reporter } from '../define.js'

const listed = (words: readonly string[]) => words.map(word => `\`${word}\``).join(', ')

const messages = {
  level: (d: { word: string; levels: string; near: string | undefined }) =>
    `\`${d.word}\` is no TLS security level, so mail for this destination is deferred. ${d.near === undefined ? `There are ${d.levels}` : `Did you mean \`${d.near}\`?`}`,
  nothing: () => 'there is no level here, so mail for this destination is deferred: write one, such as `encrypt`',
  attribute: (d: { name: string; near: string | undefined }) =>
    `this release has no TLS policy attribute \`${d.name}\`, so mail for this destination is deferred${d.near === undefined ? '' : `. Did you mean \`${d.near}\`?`}`,
  equals: (d: { word: string }) =>
    `\`${d.word}\` is no attribute of the form \`name=value\`, so mail for this destination is deferred`,
  separator: (d: { word: string; name: string }) =>
    `a comma or a blank ends \`${d.name}=\`, so \`${d.word}\` is read as an attribute and mail for this destination is deferred: write \`:\` between the elements`,
  blanks: (d: { name: string }) =>
    `blanks around the \`=\` of \`${d.name}\` make that mail for this destination is deferred: write \`${d.name}=value\` without them`,
  empty: (d: { name: string }) => `\`${d.name}\` needs a value: as it is, mail for this destination is deferred`,
  repeated: (d: { name: string }) => `\`${d.name}\` may stand once in a policy: mail for this destination is deferred`,
  misplaced: (d: { name: string; level: string; levels: string }) =>
    `\`${d.name}\` is not for level \`${d.level}\`, so mail for this destination is deferred: it goes with ${d.levels}`,
  value: (d: { name: string; value: string; known: string }) =>
    `\`${d.value}\` is no value of \`${d.name}\`, so mail for this destination is deferred. There are ${d.known}`,
  number: (d: { name: string; value: string }) =>
    `\`${d.name}\` has to be a number, not \`${d.value}\`: mail for this destination is deferred`,
  hostname: (d: { name: string; value: string }) =>
    `\`${d.value}\` is no name of a host, which \`${d.name}\` has to be: mail for this destination is deferred`,
  fingerprint: (d: { value: string; bar: boolean }) =>
    `\`${d.value}\` is no fingerprint and is left out${d.bar ? ': between several stands `|`' : ': pairs of hexadecimal digits, with colons'}`,
  keyword: (d: { value: string }) =>
    `\`servername\` knows no keywords: \`${d.value}\` itself is sent as the name of the host that is asked for`,
  dot: () =>
    'a dot alone matches no certificate and is left out with a warning: write `.example.com` for the names below a domain',
  foreign: (d: { name: string }) =>
    `\`${d.name}\` needs \`policy_type\` beside it: without, mail for this destination is deferred`,
}

/** What an attribute may stand only once for, by release. */
const once: ReadonlySet<string> = new Set([
  ...['ciphers', 'protocols', 'servername', 'exclude'],
  ...['policy_ttl', 'policy_type', 'policy_domain', 'policy_failure'],
])

/** Attributes that may not be empty. */
const needed: ReadonlySet<string> = new Set(['ciphers', 'match', 'tafile'])

/** Words that attributes take (`src/tls/tlsrpt_wrapper.c`). */
const wordsOf: Readonly<Record<string, readonly string[]>> = {
  connection_reuse: ['yes', 'no'],
  enable_rpk: ['yes', 'no'],
  policy_type: ['sts', 'no-policy-found'],
  policy_failure: ['sts-policy-fetch-error', 'sts-policy-invalid', 'sts-webpki-invalid', 'validation-failure'],
}

/** One byte after the other in hexadecimal, with or without colons. */
const fingerprint = /^[0-9a-f]{2}(?::?[0-9a-f]{2})*$/i

type Report = Reporter<typeof messages>

function judgeMatch(level: string, value: ResultPart, report: Report): void {
  if (level === 'fingerprint') {
    for (const part of splitPart(value, '|')) {
      if (part.value.length <= 192 && fingerprint.test(part.value)) continue
      const bar = /^[0-9a-f:]+$/i.test(part.value)
      report({ at: part, say: ['fingerprint', { value: part.value.slice(0, 60), bar }], severity: 'warning' })
    }
    return
  }
  for (const part of splitPart(value, ':')) {
    if (part.value === '.') report({ at: part, say: ['dot'], severity: 'warning' })
  }
}

function judgeProtocols(project: Project, value: ResultPart, report: Report): void {
  const vocabulary = project.catalog.vocabulary('tls-protocols')
  if (vocabulary === undefined) return
  for (const part of splitPart(value, ':')) {
    const prefix = /^(?:>=|<=|!)?/.exec(part.value)?.[0] ?? ''
    const name = part.value.slice(prefix.length)
    if (findWord(name, vocabulary) !== undefined || (prefix.endsWith('=') && /^(?:0x)?[0-9a-f]+$/i.test(name))) continue
    report({
      at: part,
      say: ['value', { name: 'protocols', value: part.value.slice(0, 40), known: listed(vocabulary.words) }],
    })
  }
}

/** What is wrong with the value of an attribute that its level may have. */
function judgeValue(project: Project, level: string, name: string, value: ResultPart, report: Report): void {
  const text = value.value
  const shown = text.slice(0, 60)
  const words = wordsOf[name]
  if (words !== undefined && !words.includes(text.toLowerCase()))
    report({ at: value, say: ['value', { name, value: shown, known: listed(words) }] })
  const isHost = hostNameFault(text) === undefined
  if (name === 'ciphers') {
    const grades = project.catalog.vocabulary('tls-cipher-grade')
    if (grades !== undefined && text !== '' && findWord(text, grades) === undefined)
      report({ at: value, say: ['value', { name, value: shown, known: listed(grades.words) }] })
  } else if (name === 'protocols') judgeProtocols(project, value, report)
  else if (name === 'match') judgeMatch(level, value, report)
  else if (name === 'servername' && ['hostname', 'nexthop', 'dot-nexthop'].includes(text.toLowerCase()))
    report({ at: value, say: ['keyword', { value: shown }], severity: 'warning' })
  else if ((name === 'servername' || name === 'policy_domain') && !isHost)
    report({ at: value, say: ['hostname', { name, value: shown }] })
  else if (name === 'policy_ttl' && !/^[0-9]+$/.test(text))
    report({ at: value, say: ['number', { name, value: shown }] })
}

/** A word without `=` among the attributes: the rest of a list, a pair with blanks, or nothing at all. */
function judgeWord(word: ResultPart, before: PolicyAttribute | undefined, report: Report): void {
  const text = word.value.slice(0, 60)
  const previous = before?.pair?.name.value.toLowerCase()
  if (text.startsWith('=')) report({ at: word, say: ['blanks', { name: before?.whole.value ?? 'name' }] })
  else if (previous === 'protocols' || previous === 'match' || previous === 'exclude')
    report({ at: word, say: ['separator', { word: text, name: previous }] })
  else report({ at: word, say: ['equals', { word: text }] })
}

export default defineRule({
  id: 'bad-tls-policy',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A TLS policy table has a level or an attribute that smtp does not know',
  why: `A result of \`smtp_tls_policy_maps\` is a security level, such as \`encrypt\` or \`secure\`, and after it attributes of the
form \`name=value\`, between blanks or commas. smtp(8) does not guess: an unknown level or attribute, a value that it does not know, or an attribute that
does not go with the level makes the whole policy invalid, and mail for that destination is deferred, with a warning. In the lists of
\`protocols\`, \`match\` and \`exclude\` a colon stands between the elements, in those of fingerprints a \`|\`.`,
  see: ['postconf(5) smtp_tls_policy_maps', 'TLS_README', 'src/smtp/smtp_tls_policy.c'],
  evidence: {
    kind: 'source',
    because: 'tls_policy_lookup_one marks the policy invalid; a delivery to that destination is needed to see it',
  },
  messages,
  scope: 'table',
  syntaxes: ['postmap', 'regexp', 'pcre'],
  uses: ['tls-policy'],
  check({ project, table }, report) {
    const { catalog } = project
    const policy = catalog.tableResult('smtp_tls_policy_maps')
    const levels = policy && catalog.vocabulary(policy.levels)?.words
    if (policy === undefined || levels === undefined) return undefined
    if (!table.roles.some(({ answers }) => answers)) return undefined
    const known = policy.attributes.map(({ name }) => name)
    return {
      line(line) {
        const result = resultOf(line)
        if (result === undefined) return
        const { level, attributes } = readTlsPolicy(result, policy.braceForm)
        if (level === undefined) return report({ at: result, say: ['nothing'] })
        const written = level.value.toLowerCase()
        if (!levels.includes(written)) {
          const near = nearestName(written, levels)
          const edits = near === undefined ? null : replacePlace(level, near)
          const say = ['level', { word: level.value.slice(0, 60), levels: listed(levels), near }] as const
          return report({ at: level, say, fix: { title: `Write \`${near}\``, edits } })
        }
        if (written === 'none') return
        const seen = new Set<string>()
        let foreign: { readonly name: ResultPart } | undefined
        for (const [index, attribute] of attributes.entries()) {
          const { whole, pair } = attribute
          const next = attributes[index + 1]
          if (pair === undefined) {
            // `name = value`: the finding stands at the `=`.
            if (next?.whole.value.startsWith('=')) continue
            return judgeWord(whole, attributes[index - 1], report)
          }
          const name = pair.name.value.toLowerCase()
          const rules = policy.attributes.find(each => each.name === name)
          if (rules === undefined) {
            const near = nearestName(name, known)
            return report({ at: whole, say: ['attribute', { name: pair.name.value.slice(0, 40), near }] })
          }
          if (seen.has(name) && once.has(name)) return report({ at: whole, say: ['repeated', { name }] })
          seen.add(name)
          if (rules.levels !== undefined && !rules.levels.includes(written)) {
            const data = { name, level: written, levels: listed(rules.levels) }
            return report({ at: whole, say: ['misplaced', data] })
          }
          if (pair.value.value === '' && needed.has(name)) return report({ at: whole, say: ['empty', { name }] })
          judgeValue(project, written, name, pair.value, report)
          if (foreignAttributes.has(name)) foreign ??= pair
        }
        if (foreign !== undefined && !seen.has('policy_type'))
          report({ at: foreign.name, say: ['foreign', { name: foreign.name.value }] })
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
      title: 'Lists with commas, and blanks around the `=`',
      'main.cf': 'smtp_tls_security_level = may\nsmtp_tls_policy_maps = hash:/etc/postfix/tls_policy\n',
      tables: {
        tls_policy:
          'example.com  encrypt protocols=!SSLv2,«!SSLv3»\nexample.org  encrypt ciphers «=» high\nexample.net  «,»\n',
      },
    },
    {
      title: 'Values that are none, and an attribute of other levels',
      'main.cf': 'smtp_tls_security_level = may\nsmtp_tls_policy_maps = hash:/etc/postfix/tls_policy\n',
      tables: {
        tls_policy:
          'example.com  encrypt ciphers=«best» protocols=«TLSv1_2»\nexample.org  encrypt «match=mail.example.org»\nexample.net  encrypt ciphers=high «ciphers=medium»\n.example.net  may connection_reuse=«maybe»\n',
      },
    },
    {
      title: 'Levels with attributes',
      clean: true,
      'main.cf': 'smtp_tls_security_level = may\nsmtp_tls_policy_maps = hash:/etc/postfix/tls_policy\n',
      tables: {
        tls_policy:
          'example.com  secure match=mail.example.com:.example.com ciphers=high protocols=>=TLSv1.2\n[mail.example.net]:587  encrypt\n.example.org  none\n',
      },
    },
  ],
})
