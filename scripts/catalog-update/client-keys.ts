import type { CSource, CSources } from './c-source.js'
import { numberValue, stringValue, type Token } from './c-tokens.js'
import type { Fields } from './facts.js'
import { splitAtCommas } from './parameter-tables.js'

const clients = ['ldap', 'mysql', 'pgsql', 'sqlite', 'memcache', 'mongodb'] as const
const types: Readonly<Record<string, string>> = { str: 'string', int: 'integer', bool: 'boolean' }

/** The arguments of a call, from its opening bracket. */
function argumentsOf(tokens: readonly Token[]): readonly (readonly Token[])[] {
  let depth = 0
  const end = tokens.findIndex(token => {
    if (token === '(') depth++
    if (token === ')') depth--
    return depth === 0
  })
  return splitAtCommas(tokens.slice(1, end < 0 ? undefined : end))
}

/** The default of a call, when it is written in it; a null pointer, and a boolean that is neither, are none. */
function defaultOf(kind: string, tokens: readonly Token[]): { readonly default?: string | null } {
  const number = numberValue(tokens)
  if (kind === 'str') {
    if (tokens.join('') === 'NULL' || number === 0) return { default: null }
    const text = stringValue(tokens)
    return text === undefined ? {} : { default: text }
  }
  if (number === undefined) return {}
  if (kind === 'int') return { default: String(number) }
  return { default: number < 0 ? null : number === 0 ? 'no' : 'yes' }
}

function keysOf(source: CSource | undefined): readonly (readonly [string, Fields])[] {
  if (!source) return []
  const calls = source.text.matchAll(/\bcfg_get_(str|int|bool)\s*(?=(\((?:"(?:[^"\\]|\\.)*"|[^;"])*;))/g)
  return [...calls].flatMap(([, kind = '', call = '']) => {
    const [, name = [], fallback = [], min = [], max = []] = argumentsOf(source.expand(call))
    const key = stringValue(name)
    if (key === undefined) return []
    const bounds = { min: numberValue(min) ?? 0, max: numberValue(max) ?? 0 }
    return [[key, { type: types[kind] ?? kind, ...defaultOf(kind, fallback), ...bounds }] as const]
  })
}

/** What database clients read: `cfg_get_*()` calls, as `src/postconf/extract_cfg.sh` collects them. */
export function readClientKeys(sources: CSources): ReadonlyMap<string, Fields> {
  const found = new Map<string, Fields>()
  const shared = keysOf(sources.read('src/global/db_common.c'))
  for (const client of clients) {
    const source = sources.read(`src/global/dict_${client}.c`)
    const own = keysOf(source)
    const common = /\bdb_common_parse_domain\s*\(/.test(source?.text ?? '')
      ? shared.filter(([key]) => key === 'domain')
      : []
    const sql = /\bdb_common_sql_build_query\s*\(/.test(source?.text ?? '')
      ? shared.filter(([key]) => key !== 'domain')
      : []
    // The first call for a key is the one whose bounds hold.
    for (const [key, fields] of [...own, ...common, ...sql]) {
      if (!found.has(`${client} ${key}`)) found.set(`${client} ${key}`, fields)
    }
  }
  return found
}
