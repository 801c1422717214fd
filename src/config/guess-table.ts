import type { DictionaryClientName, TableUseName } from '../catalog/types.js'
import type { TableSyntax } from '../syntax/tables/nodes.js'
import type { SourceText } from '../text/source-text.js'

/** What a file seems to be. */
export interface GuessedTable {
  readonly syntax: TableSyntax
  /** Of a file for a database client: which one. */
  readonly type?: DictionaryClientName
  /** Empty when only the syntax can be told. */
  readonly uses: readonly TableUseName[]
}

interface Convention {
  readonly name: RegExp
  readonly syntax?: TableSyntax
  readonly uses?: readonly TableUseName[]
}

const clients = [
  'ldap',
  'mysql',
  'pgsql',
  'sqlite',
  'memcache',
  'mongodb',
] as const satisfies readonly DictionaryClientName[]

/** The database that the name of a client's file tells. */
export function clientInName(name: string): DictionaryClientName | undefined {
  const words = name.toLowerCase().split(/[^a-z]+/)
  return clients.find(client => words.includes(client))
}

/** Names that files have by custom. The first that fits counts. */
const conventions: readonly Convention[] = [
  { name: /^dynamicmaps\.cf$/, syntax: 'dynamicmaps' },
  { name: /^postfix-files$/, syntax: 'postfix-files' },
  { name: /^bounce\b.*\.cf/, syntax: 'bounce' },
  { name: new RegExp(`^(?:${clients.join('|')})[-_.].*\\.cf$`), syntax: 'client' },
  { name: /\.pcre$/, syntax: 'pcre' },
  { name: /\.regexp?$/, syntax: 'regexp' },
  { name: /\.cidr$/, syntax: 'cidr' },
  { name: /^aliases(?:\.|$)/, syntax: 'aliases', uses: ['aliases'] },
  { name: /^virtual(?:_alias(?:es|_maps)?)?$/, syntax: 'postmap', uses: ['virtual-alias'] },
  { name: /^(?:sender_|recipient_)?canonical$/, syntax: 'postmap', uses: ['canonical'] },
  { name: /^generic$/, syntax: 'postmap', uses: ['generic'] },
  { name: /^relocated$/, syntax: 'postmap', uses: ['relocated'] },
  { name: /^transport(?:_maps?)?$/, syntax: 'postmap', uses: ['transport'] },
  { name: /^sasl_passwd$/, syntax: 'postmap', uses: ['sasl-password'] },
  { name: /^tls_policy(?:_maps?)?$/, syntax: 'postmap', uses: ['tls-policy'] },
]

const patternLine = /^!?(?:\/.*\/|\|.*\||#.*#)[imsxAEUX]*(?:\s|$)|^(?:if\s+!?\/|endif\s*$)/i

/**
 * What a file is, by its name and the looks of its first entry, when no configuration says it. Undefined when that would
 * be a mere guess.
 */
export function guessTable(source: SourceText): GuessedTable | undefined {
  const name = source.name.slice(source.name.lastIndexOf('/') + 1)
  const known = conventions.find(convention => convention.name.test(name))
  if (known === undefined) return undefined
  const { syntax, uses = [] } = known
  const type = syntax === 'client' ? clientInName(name) : undefined
  if (syntax !== undefined && syntax !== 'postmap') return { syntax, uses, ...(type && { type }) }
  // A table of patterns can have any name; regexp: or pcre: cannot be told.
  if (patternLine.test(firstEntry(source.text))) return undefined
  return syntax && { syntax, uses }
}

function firstEntry(text: string): string {
  return /^[^\s#].*$/m.exec(text)?.[0] ?? ''
}
