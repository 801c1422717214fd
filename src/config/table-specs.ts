import type { Element, Group } from '../../grammars/value-nodes.js'
import type { ValueKind } from '../catalog/types.js'
import { parseList } from '../syntax/value.js'
import type { MappedText } from '../text/mapped-text.js'
import { remembered } from '../text/remembered.js'
import type { Resolved } from './effective.js'
import { groupItems, knownItems, type ListItem, partOfItem, type ValuePlace } from './elements.js'
import { matchPatterns } from './match-patterns.js'

/** A piece of a table's name, with its place. */
export interface TablePart extends ValuePlace {
  readonly value: string
}

/** A lookup table as a value names it: `type:name` (`dict_open` in `src/util/dict_open.c`). */
export interface TableSpec extends TablePart {
  /** What stands before the first colon; absent when there is no colon. */
  readonly type?: TablePart
  /** What stands after it, possibly nothing. */
  readonly name: TablePart
  /** The braces that make up the whole name (`inline:{ ... }`), when it begins with one. */
  readonly group?: Group
  /** Tables that this one is made of: of `proxy:`, `debug:`, `pipemap:{ }` and `unionmap:{ }`. */
  readonly inner: readonly TableSpec[]
}

/** More tables in tables than a sane value has. */
const maximumDepth = 20

/** Types whose name is itself `type:name`. */
const adapters: ReadonlySet<string> = new Set(['proxy', 'debug'])
/** Types whose name is `{ type:name, ... }`. */
const combinators: ReadonlySet<string> = new Set(['pipemap', 'unionmap'])

/** Reads one table from a list item. */
export function readTable(item: ListItem): TableSpec {
  return readSpec(item.text, item.element, item.span.start, item.span.end, 0)
}

function readSpec(text: MappedText, element: Element, start: number, end: number, depth: number): TableSpec {
  const part = (from: number, to: number): TablePart => ({
    text,
    span: { start: from, end: to },
    value: text.text.slice(from, to),
  })
  const whole = part(start, end)
  const colon = whole.value.indexOf(':')
  if (colon < 0) return { ...whole, name: whole, inner: [] }
  const type = part(start, start + colon)
  const name = part(start + colon + 1, end)
  const group = element.parts.find(
    (node): node is Group => node.type === 'group' && node.span.start === name.span.start,
  )
  return { ...whole, type, name, ...(group && { group }), inner: depth < maximumDepth ? innerTables() : [] }

  function innerTables(): readonly TableSpec[] {
    if (adapters.has(type.value)) return [readSpec(text, element, name.span.start, end, depth + 1)]
    if (!combinators.has(type.value) || group === undefined) return []
    return groupItems(text, group).map(item => readSpec(text, item.element, item.span.start, item.span.end, depth + 1))
  }
}

/** Kinds of values that name tables, alone or among other things. */
export const tableKinds = [
  'map',
  'map-list',
  'match-list-address',
  'match-list-domain',
  'match-list-string',
  'match-list-user',
  'client-acl-list',
  'requiretls-policy-list',
] as const satisfies readonly ValueKind[]

/** Those, and lists of restrictions, in which tables stand as arguments or alone. */
export const openedKinds = [...tableKinds, 'restriction-list'] as const satisfies readonly ValueKind[]

/** The tables that a value of one of `openedKinds` names, in order. Those inside others are in their `inner`. */
export function tablesOf(resolved: Resolved, kind: ValueKind): readonly TableSpec[] {
  const read = tablesByKind(resolved)
  // What is kept was made from the text, and depends on what that depends on.
  void resolved.text
  const known = read.get(kind)
  if (known !== undefined) return known
  const tables = readTables(resolved, kind)
  read.set(kind, tables)
  return tables
}

/** A dozen rules ask for the tables of the same value. */
const tablesByKind = remembered((_: Resolved) => new Map<ValueKind, readonly TableSpec[]>())

function readTables(resolved: Resolved, kind: ValueKind): readonly TableSpec[] {
  switch (kind) {
    case 'map':
      return resolved.text === '' || resolved.unknown ? [] : [wholeTable(resolved)]
    case 'map-list':
      return knownItems(resolved).map(readTable)
    case 'match-list-address':
    case 'match-list-domain':
    case 'match-list-string':
    case 'match-list-user':
      return matchPatterns(resolved).flatMap(pattern =>
        pattern.form === 'table' ? [readTableFrom(pattern.item, pattern.negations)] : [],
      )
    case 'client-acl-list':
    case 'requiretls-policy-list':
      return knownItems(resolved)
        .filter(item => item.value.includes(':'))
        .map(readTable)
    case 'restriction-list':
      return tablesOfRestrictions(knownItems(resolved))
    default:
      return []
  }
}

/** What has a colon is a table (`src/smtpd/smtpd_check.c`), unless it is the policy server that is to be asked. */
function tablesOfRestrictions(items: readonly ListItem[]): readonly TableSpec[] {
  return items.flatMap((item, index) => {
    if (items[index - 1]?.value.toLowerCase() === 'check_policy_service') return []
    const table = tableIn(item)
    return table.value.includes(':') ? [readTable(table)] : []
  })
}

/** `check_ccert_access { type:name, attribute = value }`: the table is the first element. */
export function tableIn(argument: ListItem): ListItem {
  const { group, text } = argument
  return (group && groupItems(text, group)[0]) ?? argument
}

/** Reads one table from a list item that has exclamation marks before it. */
function readTableFrom(item: ListItem, skip: number): TableSpec {
  const { start, end } = partOfItem(item, skip, item.value.length).span
  return readSpec(item.text, item.element, start, end, 0)
}

/** A value that is one table: white space does not end it (`dict_open` gets the value as it is). */
function wholeTable(resolved: Resolved): TableSpec {
  const { text } = resolved.expanded
  const [only, ...more] = parseList(resolved.text)
  const whole: Element =
    only !== undefined && more.length === 0
      ? only
      : {
          type: 'element',
          span: { start: 0, end: text.text.length },
          parts: [only, ...more].flatMap(each => each?.parts ?? []),
        }
  return readSpec(text, whole, 0, text.text.length, 0)
}

/** A table and all those it is made of. */
export function* withInner(spec: TableSpec): Generator<TableSpec> {
  yield spec
  for (const inner of spec.inner) yield* withInner(inner)
}
