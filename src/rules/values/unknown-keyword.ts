import { replacePlace, valueLocation } from '../../config/elements.js'
import { readersOf } from '../../config/readers.js'
import { wordsOfValue } from '../../config/words.js'
import { nearestName } from '../../text/nearest-name.js'
import { defineRule } from '../define.js'

/** Longest list of words that is worth reading in a message. */
const wordsWorthListing = 8

/** Not looked at when another parameter is set. */
const unusedBeside: ReadonlyMap<string, string> = new Map([['mynetworks_style', 'mynetworks']])

export default defineRule({
  id: 'unknown-keyword',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'A value that takes certain words has another one',
  why: `Many parameters take one or several words from a fixed set. With a word they do not know most Postfix programs stop
with a fatal error; some log a warning when they come to use it; a few pass over it without a word, so that what was meant
to be switched on or off is not. Most sets are all lower case, and many compare with case.`,
  see: ['postconf(5)', 'src/util/name_mask.c', 'src/util/name_code.c'],
  evidence: { kind: 'log', says: ['fatal: unknown', 'fatal: bad ', 'fatal: invalid'], by: 'smtpd' },
  messages: {
    fatal: (d: { name: string; value: string; hint: string; stop: string }) =>
      `\`${d.name}\` does not know ${quote(d.value)}: ${d.stop} with a fatal error${d.hint}`,
    warned: (d: { name: string; value: string; hint: string }) =>
      `\`${d.name}\` does not know ${quote(d.value)}: Postfix warns when it comes to use it, and what was meant does not happen${d.hint}`,
    ignored: (d: { name: string; value: string; hint: string }) =>
      `\`${d.name}\` does not know ${quote(d.value)}: Postfix passes over it without a word${d.hint}`,
    tls: (d: { name: string; value: string; hint: string }) =>
      `\`${d.name}\` does not know ${quote(d.value)}: Postfix then goes on without TLS, or defers mail where TLS is required${d.hint}`,
    newer: (d: { name: string; value: string; since: string; version: string }) =>
      `\`${d.name}\` has the word \`${d.value}\` since Postfix ${d.since}, this configuration is for ${d.version}`,
  },
  scope: 'setting',
  kinds: ['enum', 'enum-list', 'octal-mode'],
  parameters: ['parent_domain_matches_subdomains'],
  check({ project, setting, resolved, parameter, service }, report) {
    if (parameter === undefined || resolved.unknown || resolved.expanded.problem) return
    const { catalog } = project
    const { name } = setting
    const vocabulary = catalog.vocabulary(name) ?? (parameter.vocabulary && catalog.vocabulary(parameter.vocabulary))
    if (vocabulary === undefined || vocabulary.open || vocabulary.ignored || vocabulary.integer) return
    if (vocabulary.unknown === undefined || vocabulary.unknown === 'not checked') return
    // What an empty value does is another rule's: where there has to be a word it is a matter of length.
    if (resolved.text === '' && (vocabulary.emptyAllowed || vocabulary.list || parameter.min !== undefined)) return
    for (const word of wordsOfValue(resolved, parameter, vocabulary)) {
      const { value } = word
      if (word.known !== undefined || isOtherForm(value, vocabulary.alsoAllowed)) continue
      if (vocabulary.alsoAllowed?.includes('main.cf parameter') && catalog.parameter(value)) continue
      const newer = Object.entries(vocabulary.newerWords).find(([known]) => known.toLowerCase() === value.toLowerCase())
      const near = newer === undefined ? nearestName(value, vocabulary.words) : undefined
      const hint = near !== undefined ? `. Did you mean \`${near}\`?` : listWords(vocabulary.words)
      const { known, stop } = readersOf({ project, setting, parameter, service })
      const other = unusedBeside.get(name)
      const unused = other !== undefined && project.base.get(other)?.setting !== undefined
      const fatal = vocabulary.unknown === 'fatal'
      const certain = fatal && known !== 'nobody' && !unused && !vocabulary.buildDependent
      report({
        at: value === '' ? valueLocation(setting) : word,
        say:
          newer !== undefined
            ? ['newer', { name, value, since: newer[1], version: catalog.version }]
            : fatal
              ? ['fatal', { name, value, hint, stop }]
              : [messageFor(vocabulary.unknown), { name, value, hint }],
        ...(!certain && { severity: 'warning' }),
        fix:
          near === undefined || value === ''
            ? undefined
            : { title: `Write \`${near}\``, edits: replacePlace(word, near) },
      })
    }
  },
  examples: [
    {
      title: 'A slip of the pen',
      'main.cf': `
        compatibility_level = 3.6
        notify_classes = «resouce», software
      `,
      fixed: `
        compatibility_level = 3.6
        notify_classes = resource, software
      `,
    },
    {
      title: 'For one service',
      // This master.cf is an excerpt: without the other services smtpd(8) waits for them.
      prove: false,
      'main.cf': `
        compatibility_level = 3.6
      `,
      'master.cf': `
        smtp inet n - y - - smtpd
          -o receive_override_options=«no_milter»
      `,
      fixed: {
        'master.cf': `
        smtp inet n - y - - smtpd
          -o receive_override_options=no_milters
      `,
      },
    },
    {
      title: 'A word that is passed over',
      'main.cf': `
        smtpd_discard_ehlo_keywords = chunking, «vrfi»
      `,
      fixed: `
        smtpd_discard_ehlo_keywords = chunking, vrfy
      `,
      prove: false,
    },
    {
      title: 'The right words',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        notify_classes = resource, software
        smtpd_discard_ehlo_keywords = chunking, silent-discard
      `,
    },
  ],
})

function quote(value: string): string {
  return value === '' ? 'an empty value' : `\`${value}\``
}

function messageFor(unknown: string): 'warned' | 'ignored' | 'tls' {
  return unknown === 'ignored' ? 'ignored' : unknown.startsWith('TLS') ? 'tls' : 'warned'
}

function listWords(words: readonly string[]): string {
  return words.length <= wordsWorthListing ? `. It takes ${words.map(word => `\`${word}\``).join(', ')}` : ''
}

/** Values besides the words: bit masks of OpenSSL. */
function isOtherForm(value: string, alsoAllowed: string | undefined): boolean {
  return alsoAllowed?.includes('hexadecimal') === true && /^0x[0-9a-f]+$/i.test(value)
}
