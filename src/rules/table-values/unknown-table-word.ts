import type { Catalog, TableUseName } from '../../catalog/types.js'
import { replacePlace } from '../../config/elements.js'
import { resultOf, wordsOf } from '../../config/table-values.js'
import { nearestName } from '../../text/nearest-name.js'
import { defineRule } from '../define.js'

/** A use of tables whose results are words. */
interface WordTable {
  readonly words: (catalog: Catalog) => readonly string[]
  /** What Postfix does at another word, as the end of a sentence. */
  readonly otherwise: string
  /** `first`: what follows the first word that decides is not read; `one`: there is one word; `all`: each is read. */
  readonly form: 'first' | 'one' | 'all'
  /** Passed over without a word. */
  readonly ignored?: true
}

const vocabulary = (catalog: Catalog, name: Parameters<Catalog['vocabulary']>[0]) =>
  catalog.vocabulary(name)?.words ?? []

const wordTables: { readonly [use in TableUseName]?: WordTable } = {
  'postscreen-access': {
    words: () => ['permit', 'reject', 'dunno', 'permit_mynetworks'],
    otherwise: 'postscreen warns and ignores the rest of its access list, and the client is tested like any other',
    form: 'first',
  },
  'tls-per-site': {
    words: () => ['NONE', 'MAY', 'MUST', 'MUST_NOPEERMATCH'],
    otherwise: 'mail for this destination is deferred',
    form: 'one',
  },
  requiretls: {
    words: catalog => vocabulary(catalog, 'requiretls-policy'),
    otherwise: 'mail for this destination that asks for TLS all the way is put off',
    form: 'one',
  },
  'ehlo-keywords': {
    words: catalog => vocabulary(catalog, 'ehlo-keywords'),
    otherwise: 'it is passed over, and nothing is discarded for it',
    form: 'all',
    ignored: true,
  },
  'pix-workarounds': {
    words: catalog => vocabulary(catalog, 'pix-workarounds'),
    otherwise: 'it is passed over',
    form: 'all',
    ignored: true,
  },
}

export default defineRule({
  id: 'unknown-table-word',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  summary: 'The result of a table is a word that means nothing there',
  why: `Some tables have results of a few words. Those of \`postscreen_access_list\` are \`permit\`, \`reject\` and \`dunno\`, and not the actions of
access(5): at \`OK\` postscreen(8) warns and ignores the rest of its list. Those of \`smtp_tls_per_site\` are \`NONE\`, \`MAY\`, \`MUST\` and
\`MUST_NOPEERMATCH\`, those of \`smtp_requiretls_policy\` one of its words; mail for that destination is deferred at another. Tables with EHLO
keywords, such as \`smtpd_discard_ehlo_keyword_address_maps\`, may have words that a release does not know, which have no effect.`,
  see: [
    'postconf(5) postscreen_access_list',
    'postconf(5) smtp_tls_per_site',
    'postconf(5) smtpd_discard_ehlo_keyword_address_maps',
    'src/global/server_acl.c',
    'src/smtp/smtp_tls_policy.c',
    'src/global/ehlo_mask.c',
  ],
  evidence: {
    kind: 'log',
    says: ['ignoring the remainder of this access list', 'is not allowed -- ignoring'],
    by: 'postscreen',
  },
  messages: {
    unknown: (d: { word: string; known: string; otherwise: string; near: string | undefined }) =>
      `\`${d.word}\` is no result of this table: ${d.otherwise}. ${d.near === undefined ? `It can be ${d.known}` : `Did you mean \`${d.near}\`?`}`,
    several: (d: { otherwise: string }) => `the result of this table is one word: at several ${d.otherwise}`,
  },
  scope: 'table',
  syntaxes: ['postmap', 'regexp', 'pcre', 'cidr'],
  uses: ['postscreen-access', 'tls-per-site', 'requiretls', 'ehlo-keywords', 'pix-workarounds'],
  check({ project, table, uses }, report) {
    const [use] = uses
    const facts = use && wordTables[use.name]
    // The same file for two uses has words of both.
    if (facts === undefined || uses.length > 1 || !table.roles.some(({ answers }) => answers)) return undefined
    const { otherwise, form, ignored } = facts
    const words = facts.words(project.catalog)
    const known = words.map(word => `\`${word}\``).join(', ')
    const replaced = form === 'first' ? oldWords : noWords
    return {
      line(line) {
        const result = resultOf(line)
        if (result === undefined) return
        const written = wordsOf(result)
        const [, second] = written
        if (form === 'one' && second !== undefined) {
          report({ at: result, say: ['several', { otherwise }] })
          return
        }
        for (const word of written) {
          const lower = word.value.toLowerCase()
          const isKnown = words.some(each => each.toLowerCase() === lower)
          if (isKnown && form === 'first' && lower !== 'permit_mynetworks') return
          if (isKnown) continue
          const near = replaced.get(lower) ?? nearestName(word.value, words)
          report({
            at: word,
            say: ['unknown', { word: word.value.slice(0, 40), known, otherwise, near }],
            ...(ignored && { severity: 'warning' as const }),
            ...(near !== undefined && { fix: { title: `Write \`${near}\``, edits: replacePlace(word, near) } }),
          })
          if (form === 'first') return
        }
      },
    }
  },
  examples: [
    {
      title: 'Actions of access(5) for postscreen',
      'main.cf': 'compatibility_level = 3.6\npostscreen_access_list = permit_mynetworks, cidr:/etc/postfix/clients\n',
      'master.cf': 'smtp inet n - y - 1 postscreen\nsmtpd pass - - y - - smtpd\n',
      tables: { clients: '127.0.0.0/8  «OK»\n192.0.2.0/24  «REJEKT»\n' },
      fixed: { clients: '127.0.0.0/8  permit\n192.0.2.0/24  reject\n' },
      prove: false,
    },
    {
      title: 'A table in a table',
      prove: false,
      'main.cf': 'postscreen_access_list = cidr:/etc/postfix/clients\n',
      'master.cf': 'smtp inet n - y - 1 postscreen\nsmtpd pass - - y - - smtpd\n',
      tables: { clients: '192.0.2.0/24  «cidr:/etc/postfix/more»\n' },
    },
    {
      title: 'For postscreen, with a client that comes',
      'main.cf': 'compatibility_level = 3.6\npostscreen_access_list = cidr:/etc/postfix/clients\n',
      'master.cf': 'smtp inet n - y - 1 postscreen\nsmtpd pass - - y - - smtpd\n',
      tables: { clients: '127.0.0.0/8  «OK»\n' },
      fixed: { clients: '127.0.0.0/8  permit\n' },
    },
    {
      title: 'A level that is none',
      prove: false,
      'main.cf': 'smtp_tls_per_site = hash:/etc/postfix/sites\n',
      tables: { sites: 'example.com  «ENCRYPT»\n' },
    },
    {
      title: 'A keyword that is none',
      prove: false,
      'main.cf': 'smtpd_discard_ehlo_keyword_address_maps = cidr:/etc/postfix/ehlo\n',
      tables: { ehlo: '192.0.2.0/24  «startls», dsn\n' },
      fixed: '192.0.2.0/24  starttls, dsn\n',
    },
    {
      title: 'Words that are known',
      clean: true,
      'main.cf': `
        compatibility_level = 3.6
        postscreen_access_list = permit_mynetworks, cidr:/etc/postfix/clients
        smtpd_discard_ehlo_keyword_address_maps = cidr:/etc/postfix/ehlo
      `,
      tables: { clients: '192.0.2.0/24  reject\n198.51.100.0/24  PERMIT\n', ehlo: '192.0.2.0/24  CHUNKING, dsn\n' },
    },
  ],
})

/** Actions of access(5) that postscreen(8) has under another name. */
const oldWords: ReadonlyMap<string, string> = new Map([
  ['ok', 'permit'],
  ['relay', 'permit'],
])
const noWords: ReadonlyMap<string, string> = new Map()
