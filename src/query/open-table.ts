import { guessTable } from '../config/guess-table.js'
import { SourceText } from '../text/source-text.js'
import { withoutBraces } from './braces.js'
import { combinedTable, randomTable } from './combined-table.js'
import { indexedTable } from './indexed-table.js'
import { inlineTable } from './inline-table.js'
import { networkTable } from './network-table.js'
import { patternTable } from './pattern-table.js'
import { type Answer, none, type OpenFailure, type QueryEnvironment, type QueryTable } from './query-table.js'
import { decodeUtf8, foldKey } from './utf8.js'

/** Tables lie no deeper in each other. */
const deepest = 20

/**
 * Opens a table as `dict_open` does, from its source: `type:name`. What Postfix complains about on the way goes to the
 * environment.
 */
export function openQueryTable(spec: string, environment: QueryEnvironment): QueryTable | OpenFailure {
  return openAt(spec, environment, 0)
}

function openAt(spec: string, environment: QueryEnvironment, depth: number): QueryTable | OpenFailure {
  const colon = spec.indexOf(':')
  if (colon <= 0 || colon === spec.length - 1) {
    return { type: 'failed', message: `open dictionary: expecting "type:name" form instead of "${spec}"` }
  }
  if (depth > deepest) return { type: 'undecided', why: 'tables lie too deep in each other' }
  const opened = openType(spec.slice(0, colon), spec.slice(colon + 1), environment, depth)
  return 'lookup' in opened && environment.unicode ? checkingUtf8(opened, environment) : opened
}

function openType(type: string, name: string, environment: QueryEnvironment, depth: number): QueryTable | OpenFailure {
  const known = environment.catalog.tableType(type)
  if (known === undefined) return { type: 'failed', message: `unsupported dictionary type: ${type}` }
  const inner = (spec: string) => openAt(spec, environment, depth + 1)
  switch (known.name) {
    case 'hash':
    case 'btree':
    case 'lmdb':
    case 'cdb':
    case 'dbm':
    case 'sdbm':
    case 'texthash':
      return openIndexed(known.name, name, environment)
    case 'regexp':
    case 'pcre':
      return patternTable(known.name, name, environment)
    case 'cidr':
      return networkTable(name, environment)
    case 'inline':
      return inlineTable(name, environment)
    case 'static':
      return staticTable(name, known.braces)
    case 'pipemap':
    case 'unionmap':
      return combinedTable(known.name, name, inner)
    case 'randmap':
      return randomTable(name)
    case 'fail':
      return always('fail', name, { type: 'failed', message: `table fail:${name}: query error: Application error` })
    case 'internal':
      return always('internal', name, none)
    case 'proxy':
    case 'debug':
      return inner(name)
    case 'environ':
      return { type: 'undecided', why: 'environ: asks the environment of the program that looks it up' }
    case 'unix':
      return { type: 'undecided', why: 'unix: asks the users and groups of the host' }
    default:
      return { type: 'undecided', why: `${type}: asks another program or a server` }
  }
}

function openIndexed(type: string, path: string, environment: QueryEnvironment): QueryTable | OpenFailure {
  const found = environment.read(path)
  if ('problem' in found) {
    return { type: 'failed', message: `open ${type === 'texthash' ? 'database ' : ''}${path}: ${found.problem}` }
  }
  const { aliases } = environment
  const isCalledAliases = () => guessTable(new SourceText(path, found.bytes))?.syntax === 'aliases'
  const isAlias = type !== 'texthash' && (aliases === 'by name' ? isCalledAliases() : aliases)
  return indexedTable({ type, path, bytes: found.bytes, syntax: isAlias ? 'aliases' : 'postmap' }, environment)
}

function staticTable(name: string, braces: boolean): QueryTable | OpenFailure {
  if (!braces || !name.startsWith('{')) return always('static', name, { type: 'found', value: name, from: [] }, true)
  const inside = withoutBraces(name, true)
  if ('error' in inside) return { type: 'failed', message: `bad static:name syntax: ${inside.error}` }
  return always('static', name, { type: 'found', value: inside.text, from: [] }, true)
}

function always(type: string, name: string, answer: Answer, fixed = false): QueryTable {
  return { type, name, fixed, lookup: () => answer }
}

/** With `smtputf8_enable`, keys that are no UTF-8 are in no table, and values that are none are a fault. */
function checkingUtf8(table: QueryTable, { warn, foldsKeys }: QueryEnvironment): QueryTable {
  const { type, name, fixed } = table
  const why = 'malformed UTF-8 or invalid codepoint'
  return {
    ...table,
    lookup(key) {
      if (decodeUtf8(key) === undefined) {
        warn(`${type}:${name}: non-UTF-8 key "${key}": ${why}`)
        return none
      }
      const answer = table.lookup(fixed && foldsKeys ? foldKey(key, true) : key)
      if (answer.type !== 'found' || decodeUtf8(answer.value) !== undefined) return answer
      warn(`${type}:${name}: key "${key}": non-UTF-8 value "${answer.value}": ${why}`)
      return { type: 'failed', message: `table ${type}:${name}: query error` }
    },
  }
}
