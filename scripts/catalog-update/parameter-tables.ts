import type { CSource, CSources } from './c-source.js'
import { numberValue, stringValue, stripComments, type Token } from './c-tokens.js'
import type { Fields } from './facts.js'

type TableKind = 'INT' | 'STR' | 'STR_FN' | 'RAW' | 'BOOL' | 'TIME' | 'NINT' | 'NBOOL' | 'LONG'

/** The type of the parameters in a `CONFIG_*_TABLE`, and how many values each has. */
const tableKinds: Readonly<Record<TableKind, { readonly type: string; readonly width: number }>> = {
  INT: { type: 'integer', width: 5 },
  STR: { type: 'string', width: 5 },
  STR_FN: { type: 'string', width: 5 },
  RAW: { type: 'raw', width: 5 },
  BOOL: { type: 'boolean', width: 3 },
  TIME: { type: 'time', width: 5 },
  NINT: { type: 'nint', width: 5 },
  NBOOL: { type: 'nbool', width: 3 },
  LONG: { type: 'long', width: 5 },
}

/** One row of a table, as the tokens between the commas. */
type Row = readonly (readonly Token[])[]

interface Table {
  readonly kind: TableKind
  /** Old names, whose rows are a name and a default. */
  readonly legacy: boolean
  readonly within: string
  readonly rows: readonly Row[]
}

/** Splits at the commas outside brackets, and drops the braces that only group. */
export function splitAtCommas(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const parts: Token[][] = [[]]
  let depth = 0
  for (const token of tokens) {
    if (token === '(') depth++
    if (token === ')') depth--
    if (token === ',' && depth === 0) parts.push([])
    else if (token !== '{' && token !== '}') parts.at(-1)?.push(token)
  }
  return parts
}

function rowsOf(values: readonly (readonly Token[])[], width: number): Row[] {
  const rows: Row[] = []
  for (let at = 0; at + width <= values.length; at += width) {
    // A lone zero ends the table.
    if (stringValue(values[at] ?? []) === undefined) break
    rows.push(values.slice(at, at + width))
  }
  return rows
}

function tablesOf(source: CSource, text: string): Table[] {
  const tables: Table[] = []
  for (const found of text.matchAll(/\bCONFIG_([A-Z_]+)_TABLE\s+(\w+)\s*\[\]\s*=\s*\{([^;]*)\}\s*;/g)) {
    const kind = found[1] as TableKind
    if (!Object.hasOwn(tableKinds, kind)) continue
    const values = splitAtCommas(source.expand(found[3] ?? ''))
    const legacy = found[2]?.includes('legacy') ?? false
    tables.push({
      kind,
      legacy,
      within: functionAt(text, found.index),
      rows: rowsOf(values, legacy ? 2 : tableKinds[kind].width),
    })
  }
  return tables
}

/** The function whose body holds a place: the last name before it that begins a line and has an argument list. */
function functionAt(text: string, place: number): string {
  return [...text.slice(0, place).matchAll(/^\w[\w \t*]*?(\w+)\([^;{]*\)\s*^\{/gm)].at(-1)?.[1] ?? ''
}

/** `1h` has `h`; a default that is another parameter's value has none of its own. */
function unitOf(text: string | null): string | null {
  return /^\$(?:\w+|\(\w+\)|\{\w+\})$/.test(text ?? '') ? null : (/[smhdw]$/.exec(text ?? '')?.[0] ?? null)
}

/** A pointer into a string, `(("a" "b") + 1)`. */
function skippedString(tokens: readonly Token[]): string | undefined {
  const plain = tokens.filter(token => token !== '(' && token !== ')')
  const plus = plain.indexOf('+')
  return stringValue(plain.slice(0, plus))?.slice(numberValue(plain.slice(plus + 1)))
}

function defaultOf(kind: TableKind, tokens: readonly Token[]): string | null {
  if (kind === 'STR_FN') return null
  if (kind === 'BOOL') return (numberValue(tokens) ?? 0) === 0 ? 'no' : 'yes'
  if (kind === 'INT' || kind === 'LONG') return String(numberValue(tokens) ?? tokens.join(' '))
  return (stringValue(tokens) ?? skippedString(tokens) ?? tokens.join(' ')).trimEnd()
}

/** Functions of `src/tls` that load parameters, and what a program writes to have them called. */
const tlsLoaders: Readonly<Record<string, RegExp>> = {
  tls_param_init: /\b(?:tls_param_init|tls_(?:client|server)_init|TLS_(?:CLIENT|SERVER)_INIT|tls_pre_jail_init) ?\(/,
  tls_pre_jail_init: /\btls_pre_jail_init ?\(TLS_ROLE_SERVER\)/,
}

/** `smtp` is installed as `lmtp` too. */
const twins: Readonly<Record<string, readonly string[]>> = { smtp: ['smtp', 'lmtp'] }

/** The programs that read what a table declares: its folder, those that link it, or all for the global library. */
function readersOf(source: CSource, table: Table, sources: CSources): readonly string[] {
  if (source.folder === 'global') return ['all']
  if (source.folder === 'smtp') return [source.path.endsWith('/lmtp_params.c') ? 'lmtp' : 'smtp']
  if (source.folder !== 'tls') return [source.folder]
  const call = tlsLoaders[table.within] ?? tlsLoaders['tls_param_init']
  const folders = sources
    .containing('tls_')
    .filter(({ folder, text }) => folder !== 'tls' && call?.test(text))
    .map(({ folder }) => folder)
  return [...new Set(folders)].flatMap(folder => twins[folder] ?? [folder])
}

/** Programs that ask for one parameter by a call instead of a table. */
function singleReaders(sources: CSources): ReadonlyMap<string, readonly string[]> {
  const readers = new Map<string, string[]>()
  for (const source of sources.containing('get_mail_conf_')) {
    if (source.folder === 'global' || source.folder === 'util') continue
    for (const [, name = ''] of source.text.matchAll(/\bget_mail_conf_\w+\s*\(\s*(\w+)\s*,/g)) {
      const key = stringValue(source.expand(name))
      if (key !== undefined) readers.set(key, [...(readers.get(key) ?? []), source.folder])
    }
  }
  return readers
}

/** Defaults that are the release itself. */
const releaseDefaults: ReadonlySet<string> = new Set(['mail_version', 'mail_release_date'])

function builtinFields(kind: TableKind, row: Row, name: string): Fields {
  const [, fallback = [], , min = [], max = []] = row
  const { type } = tableKinds[kind]
  const text = releaseDefaults.has(name) ? null : defaultOf(kind, fallback)
  return {
    class: 'builtin',
    type,
    min: numberValue(min) ?? 0,
    max: numberValue(max) ?? 0,
    default: text,
    unit: type === 'time' ? unitOf(text) : null,
  }
}

/** The unit of a time whose default is another time. */
function borrowedUnit(fields: ReadonlyMap<string, Fields>, found: Fields, depth = 0): string | null {
  const unit = found['unit']
  if (typeof unit === 'string' || found['type'] !== 'time' || depth > 9) return typeof unit === 'string' ? unit : null
  const other = fields.get(String(found['default']).replaceAll(/\W/g, ''))
  return other ? borrowedUnit(fields, other, depth + 1) : null
}

/** Rows of `src/postconf/install_table.h`, which every program reads in other ways. */
function installRows(sources: CSources): readonly Row[] {
  const text = sources.tree.read('src/postconf/install_table.h')
  const user = sources.read('src/postconf/postconf_builtin.c') ?? sources.read('src/postconf/postconf.c')
  return text === undefined || !user ? [] : rowsOf(splitAtCommas(user.expand(stripComments(text))), 5)
}

/**
 * Parameters of every `CONFIG_*_TABLE`, as `src/postconf/extract.awk` collects them, and those that postconf(1) knows
 * otherwise: of the installation, old names, and names that Postfix sets itself.
 */
export function readParameters(sources: CSources): ReadonlyMap<string, Fields> {
  const fields = new Map<string, Fields>()
  const readBy = new Map<string, Set<string>>()
  const add = (name: string, found: Fields, readers: readonly string[]): void => {
    if (!fields.has(name)) fields.set(name, found)
    const known = readBy.get(name) ?? new Set()
    for (const reader of readers) known.add(reader)
    readBy.set(name, known)
  }
  const nameOf = (row: Row): string => stringValue(row[0] ?? []) ?? ''
  const tableFiles = sources.containing('_TABLE')
  for (const source of tableFiles) {
    for (const table of tablesOf(source, source.text)) {
      if (source.folder === 'postconf' && !table.legacy) continue
      for (const row of table.rows) {
        const name = nameOf(row)
        if (table.legacy) add(name, { class: 'legacy', default: stringValue(row[1] ?? []) ?? null }, [])
        else add(name, builtinFields(table.kind, row, name), readersOf(source, table, sources))
      }
    }
  }
  // postconf(1) shows also what a program would read if it were compiled otherwise.
  for (const source of tableFiles.filter(
    ({ folder, text, wholeTables }) => folder !== 'postconf' && wholeTables !== text,
  )) {
    for (const table of tablesOf(source, source.wholeTables)) {
      for (const row of table.rows) {
        const name = nameOf(row)
        if (!fields.has(name)) add(name, builtinFields(table.kind, row, name), readersOf(source, table, sources))
      }
    }
  }
  for (const row of installRows(sources)) add(nameOf(row), builtinFields('STR', row, nameOf(row)), ['all'])
  for (const source of sources.containing('set_mail_conf_')) {
    if (source.folder !== 'master' && source.path !== 'src/global/mail_params.c') continue
    for (const [, name = ''] of source.text.matchAll(/\bset_mail_conf_(?:str|int)\s*\(\s*(VAR_\w+)/g)) {
      const key = stringValue(source.expand(name))
      if (key !== undefined && !fields.has(key)) add(key, { class: 'read-only' }, [])
    }
  }
  for (const [name, readers] of singleReaders(sources)) if (fields.has(name)) add(name, {}, readers)
  return new Map(
    [...fields].map(([name, found]) => {
      if (found['class'] !== 'builtin') return [name, found]
      const readers = readBy.get(name) ?? new Set()
      return [
        name,
        {
          ...found,
          unit: borrowedUnit(fields, found),
          readBy: readers.has('all') ? 'all' : [...readers].sort().join(' '),
        },
      ]
    }),
  )
}
