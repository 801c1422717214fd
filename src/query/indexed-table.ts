import type { Alias, BrokenEntry, KeyValue, TableLine } from '../syntax/tables/nodes.js'
import { tableReader } from '../syntax/tables/read-table.js'
import { SourceText } from '../text/source-text.js'
import { storedAlias } from './alias-text.js'
import { orphanWarning } from './orphans.js'
import { type Answer, none, type OpenFailure, type QueryEnvironment, type QueryTable } from './query-table.js'
import { decodeUtf8, foldKey } from './utf8.js'

/** A table of `key value` lines, or of aliases, and how its program takes it. */
export interface IndexedSource {
  readonly type: string
  readonly path: string
  readonly bytes: string
  readonly syntax: 'postmap' | 'aliases'
}

interface Stored {
  readonly value: string
  readonly at: number
}

/** Those that Postfix names where it is asked; LMDB goes by the name of the source. */
const indexSuffixes: Readonly<Record<string, string>> = { hash: '.db', btree: '.db', cdb: '.cdb' }

/** Longest key of LMDB, in bytes. */
const longestLmdbKey = 511

/** What lmdb: says of a key that it cannot take. */
const lmdbKeySize = 'MDB_BAD_VALSIZE: Unsupported size of key/DB name/data, or wrong DUPFIXED size'

/**
 * Makes of a source what postmap(1) or postalias(1) makes of it, or texthash: when it opens it. Of several entries with
 * the same key the first is kept, in each of these types.
 */
export function indexedTable(table: IndexedSource, environment: QueryEnvironment): QueryTable | OpenFailure {
  const { type, path, bytes, syntax } = table
  const { warn, foldsKeys, unicode } = environment
  const source = new SourceText(path, bytes)
  const fold = (key: string) => (foldsKeys ? foldKey(key, unicode) : key)
  const entries = new Map<string, Stored>()
  const isText = type === 'texthash'
  const name = path + (indexSuffixes[type] ?? '')
  /** As it is called where it is built. */
  const builtName = type === 'lmdb' ? `lmdb:${path}` : type === 'cdb' ? path : name
  const lineOf = (at: number) => source.positionAt(at).line
  const complain = (line: TableLine, what: string) => warn(`${path}, line ${lineOf(line.range.start)}: ${what}`)

  const store = (line: KeyValue | Alias, key: string, value: string): OpenFailure | undefined => {
    const folded = fold(key)
    if (type === 'lmdb' && (folded === '' || folded.length > longestLmdbKey)) {
      return { type: 'failed', message: `error updating ${type}:${path}: ${lmdbKeySize}` }
    }
    if (!entries.has(folded)) entries.set(folded, { value, at: line.range.start })
    else if (isText) complain(line, `duplicate entry: "${key}"`)
    else warn(`${builtName}: duplicate entry: "${folded}"`)
    return undefined
  }

  const next = tableReader(source, syntax)
  for (let line = next(); line !== undefined; line = next()) {
    if (line.type === 'orphan') {
      warn(orphanWarning(source, line))
      continue
    }
    if (line.type !== 'key-value' && line.type !== 'alias' && line.type !== 'broken-entry') continue
    const text = textOf(line)
    if (unicode && decodeUtf8(text) === undefined) {
      complain(line, `non-UTF-8 input "${text}" -- ignoring this line`)
      continue
    }
    if (line.type === 'broken-entry') {
      complain(line, whatIsWrong(line, table))
      continue
    }
    let failure: OpenFailure | undefined
    if (line.type === 'alias') {
      const { key, value } = storedAlias(text)
      failure = store(line, key, value)
    } else {
      const { key, value } = line
      if (key.value.endsWith(':')) complain(line, 'record is in "key: value" format; is this an alias file?')
      failure = store(line, key.value, value.value)
    }
    if (failure !== undefined) return failure
  }
  // Sendmail's mark of a complete database.
  if (syntax === 'aliases') {
    if (entries.has('@')) warn(`${builtName}: duplicate entry: "@"`)
    else entries.set('@', { value: '@', at: bytes.length })
  }

  return {
    type,
    name,
    fixed: true,
    lookup(key): Answer {
      const folded = fold(key)
      if (type === 'lmdb' && (folded === '' || folded.length > longestLmdbKey)) {
        return { type: 'failed', message: `error reading ${type}:${path}: ${lmdbKeySize}` }
      }
      const found = entries.get(folded)
      if (found === undefined) return none
      return { type: 'found', value: found.value, from: [{ file: path, line: lineOf(found.at) }] }
    },
  }
}

function textOf(line: KeyValue | Alias | BrokenEntry): string {
  return line.type === 'broken-entry' ? line.whole.text.text : line.key.text.text
}

function whatIsWrong({ problem, whole }: BrokenEntry, { type, syntax }: IndexedSource): string {
  if (problem === 'domain-in-key') return 'name must be local'
  if (syntax === 'aliases') return 'need name:value pair'
  const ignoring = type === 'texthash' ? ' -- ignoring this line' : ''
  if (problem === 'unbalanced-quote') return `unbalanced '"' in '${whole.text.text}' -- ignoring this line`
  return `expected format: key whitespace value${ignoring}`
}
