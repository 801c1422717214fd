import type { Catalog, RestrictionName, TableUse } from '../catalog/types.js'
import { keptText, sharedName } from '../text/kept-text.js'
import { lasting, lastingOfPart } from '../text/lasting.js'
import { origin } from '../text/mapped-text.js'
import { remembered } from '../text/remembered.js'
import { constantDefault, stockDefault } from './defaults.js'
import { allNames, allOfMaster, type Effective, type Resolved } from './effective.js'
import { matchPatterns } from './match-patterns.js'
import { allMentions } from './mentioning-settings.js'
import type { Project } from './project.js'
import { restrictionViews } from './restriction-programs.js'
import type { RestrictionBody } from './restrictions.js'
import type { Service } from './service.js'
import { readTable, type TableSpec, tableIn, tableKinds, tablesOf } from './table-specs.js'

/** What a place that names a table makes of it. */
export interface TableRole {
  /** What it is used for. */
  readonly use: TableUse
  /** The parameter that names it: for a restriction, that of the list or class. */
  readonly parameter: string
  readonly restriction?: RestrictionName
  /** The type as it is written; undefined for a file in a match list. */
  readonly type: string | undefined
  /** Set when only one service sees it so: its place in master.cf. */
  readonly entry?: number
  /** False inside `pipemap:{ }` behind another table: it is asked for what that one answered. */
  readonly asked: boolean
  /** True when no other table is asked before this one. */
  readonly first: boolean
  /** False inside `pipemap:{ }` before another table, and in `unionmap:{ }`: its results are not the whole answer. */
  readonly answers: boolean
}

/** One place where the configuration names a table. */
export interface TableMention extends TableRole {
  /** `type:name`, or `/file/name` in a match list; where it is written can be followed from it. */
  readonly spec: TableSpec
  readonly resolved: Resolved
  /** Set when only one service sees it so. */
  readonly service?: Service
}

/** A table as a place names it, without that place. */
export interface NamedTable {
  readonly name: string
  readonly role: TableRole
  /** All that rules see of the place. */
  readonly seen: string
}

/** Kinds of values that hold tables. */
const kinds: ReadonlySet<string> = new Set(tableKinds)

/** Values that may name tables. */
export interface TablePlace {
  /** Tells it from all others. */
  readonly key: string
  /** Undefined: all restrictions. */
  readonly parameters?: readonly string[]
  /** The service that has values of its own, by its place in master.cf; without it, what main.cf or a default gives. */
  readonly service?: number
}

const inRestrictions: TablePlace = { key: 'tables in restrictions' }

/** Where tables may be named, in the order in which they are found. */
const tablePlaces = lasting([allNames, allMentions, allOfMaster], (project: Project): readonly TablePlace[] => {
  const { base, catalog } = project
  const { always, open, byName } = tableParameters(catalog)
  const ownNames = [...base.own.keys()].flatMap(name => byName.get(name) ?? [])
  const places: TablePlace[] = inOrder(catalog, [...always, ...ownNames]).map(placeOf)
  // Of all others a service sees what main.cf gives, unless it sets them itself.
  const referring = ownNames.filter(name => base.get(name)?.refers)
  for (const [service, { overrides, config }] of project.services.entries()) {
    if (overrides.length === 0) continue
    const overridden = [...config.own.keys()].flatMap(name => byName.get(name) ?? [])
    const parameters = inOrder(catalog, [...open, ...referring, ...overridden])
    places.push({ key: `tables of service ${service}: ${parameters.join(' ')}`, parameters, service })
  }
  return [...places, inRestrictions]
})

function placeOf(parameter: string): TablePlace {
  return { key: `tables of ${parameter}`, parameters: [parameter] }
}

function inOrder(catalog: Catalog, names: readonly string[]): readonly string[] {
  const places = placesOfTableKinds(catalog)
  return [...new Set(names)].sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0))
}

function mentionsAt(project: Project, { parameters, service: entry }: TablePlace): readonly TableMention[] {
  if (parameters === undefined) return restrictionMentions(project)
  const { base, catalog } = project
  const service = entry === undefined ? undefined : project.services[entry]
  return parameters.flatMap(name => {
    const resolved = (service?.config ?? base).get(name)
    if (resolved === undefined || (service !== undefined && !isOwn(resolved, base))) return []
    const mentions = mentionsIn(resolved, catalog)
    if (service === undefined || entry === undefined) return mentions
    return mentions.map(mention => ({ ...mention, service, entry }))
  })
}

/** Every table that the configuration names, in main.cf, in a `-o`, in restriction lists, or by default. */
export const tableMentions = remembered((project: Project): readonly TableMention[] =>
  tablePlaces(project).flatMap(place => mentionsAt(project, place)),
)

/** The tables that main.cf, or a default, names as the value of a parameter. */
export function tablesNamedBy(project: Project, parameter: string): readonly TableMention[] {
  return mentionsAt(project, placeOf(parameter))
}

/** What is named at a place, without that place: the same in the next configuration, if all that it depends on is. */
interface Named {
  /** Tables that are not written with their entries. */
  readonly tables: readonly NamedTable[]
  /** Are there others? */
  readonly hasInline: boolean
}

const namedAt = lastingOfPart((project: Project, place: TablePlace): Named => {
  const mentions = mentionsAt(project, place)
  if (mentions.length === 0) return nothingNamed
  const tables = mentions.filter(({ spec }) => spec.group === undefined)
  return { tables: tables.map(namedTable), hasInline: mentions.some(isWrittenInline) }
})

const nothingNamed: Named = { tables: [], hasInline: false }

function namedTable(mention: TableMention): NamedTable {
  const { spec, type, use, parameter, restriction, entry, asked, first, answers } = mention
  return {
    name: keptText(spec.name.value),
    role: {
      type: type && sharedName(type),
      use,
      parameter: sharedName(parameter),
      ...(restriction && { restriction }),
      ...(entry !== undefined && { entry }),
      asked,
      first,
      answers,
    },
    seen: seenOf(mention),
  }
}

/** What rules see of a place that names a table. */
export function seenOf({ spec, use, parameter, restriction, resolved, service, asked, answers }: TableMention): string {
  return [
    spec.value,
    use.name,
    parameter,
    restriction,
    resolved.from,
    resolved.text,
    service?.label,
    asked,
    answers,
  ].join(' ')
}

/**
 * Those of `tableMentions` that are not written with their entries, without the places: a list for each place where some
 * may be named, which is the same one as for the configuration before as long as nothing of it changed.
 */
export function namedTables(project: Project): readonly (readonly NamedTable[])[] {
  return tablePlaces(project).map(place => namedAt(project, place).tables)
}

/** Those of `tableMentions` that are written with their entries; mostly there are none, or few in few places. */
export function inlineMentions(project: Project): readonly TableMention[] {
  return tablePlaces(project)
    .filter(place => namedAt(project, place).hasInline)
    .flatMap(place => mentionsAt(project, place).filter(isWrittenInline))
}

/** Is it a table with its entries, in a file and not in a default? */
function isWrittenInline({ spec }: TableMention): boolean {
  return spec.group !== undefined && origin(spec.text, spec.span) !== undefined
}

/** The parameters that can name tables. Most are not set in most configurations, and their defaults name none. */
interface TableParameters {
  /** Those that can name a table when nothing is set. */
  readonly always: readonly string[]
  /** Of these, those whose value may depend on more than what is set: on the program that asks, or the host. */
  readonly open: readonly string[]
  /** For any parameter: those that can name a table when it is set, itself included. */
  readonly byName: ReadonlyMap<string, readonly string[]>
}

const tableParameters = remembered((catalog: Catalog): TableParameters => {
  const always: string[] = []
  const open: string[] = []
  const byName = new Map<string, string[]>()
  const add = (name: string, parameter: string) => {
    const known = byName.get(name)
    if (known === undefined) byName.set(name, [parameter])
    else known.push(parameter)
  }
  for (const parameter of namesOfTableKinds(catalog)) {
    const stock = stockDefault(catalog, parameter)
    const value = constantDefault(catalog, parameter) ?? stock?.resolved
    if (value === undefined) open.push(parameter)
    if (value === undefined || mentionsIn(value, catalog).length > 0) always.push(parameter)
    for (const name of new Set([parameter, ...(stock?.names ?? [])])) add(name, parameter)
  }
  return { always, open, byName }
})

const namesOfTableKinds = remembered((catalog: Catalog): readonly string[] => [
  ...new Set(tableKinds.flatMap(kind => catalog.parametersOfKind(kind))),
])

const placesOfTableKinds = remembered(
  (catalog: Catalog) => new Map(namesOfTableKinds(catalog).map((name, place) => [name, place])),
)

/** Those in the value of one parameter. Most are built-in defaults, which all configurations have in common. */
const mentionsIn = remembered((resolved: Resolved, catalog: Catalog): readonly TableMention[] => {
  const { name: parameter } = resolved
  const use = catalog.parameterUse(parameter)
  const kind = catalog.parameter(parameter)?.kind
  if (use === undefined || kind === undefined || !kinds.has(kind) || resolved.expanded.problem) return []
  if (!kind.startsWith('map') && !hasColonOrFile(resolved.text)) return []
  const specs = [...tablesOf(resolved, kind), ...(kind.startsWith('match-list') ? listFiles(resolved) : [])]
  return specs.flatMap(spec => mentionsOf(spec, { use, parameter, resolved }))
})

/**
 * False for lists of networks, hosts and domains in which nothing can be a table, as most are: they need not be read to
 * tell that. Numeric addresses in brackets have colons of their own.
 */
function hasColonOrFile(text: string): boolean {
  // What follows the bracket, as in `[::1]/128`, begins no word.
  const bare = text.includes('[') ? text.replaceAll(/(^|[\s,!])\[[^\]\s,]*\]/g, '$1x') : text
  return bare.includes(':') || /(?:^|[\s,!{}])\//.test(bare)
}

/** True when a service sees another value than main.cf gives. */
function isOwn(resolved: Resolved, base: Effective): boolean {
  const shared = base.get(resolved.name)
  return shared !== resolved && shared?.text !== resolved.text
}

/** `/file/name` elements, as if they were tables of a type without a name. */
function listFiles(resolved: Resolved): readonly TableSpec[] {
  return matchPatterns(resolved).flatMap((pattern): TableSpec[] => {
    if (pattern.form !== 'file') return []
    const { text, span, value } = pattern
    const name = { text, span, value }
    return [{ ...name, name, inner: [] }]
  })
}

/** What all tables of a value, or behind a restriction, have in common. */
type Namer = Omit<TableMention, 'spec' | 'type' | 'asked' | 'first' | 'answers'>

function mentionsOf(spec: TableSpec, namer: Namer, asked = true, answers = true): readonly TableMention[] {
  const type = spec.type?.value
  const last = spec.inner.length - 1
  const inner = spec.inner.flatMap((each, index) => {
    if (type === 'pipemap') return mentionsOf(each, namer, asked && index === 0, answers && index === last)
    return mentionsOf(each, namer, asked, answers && type !== 'unionmap')
  })
  return [{ spec, type, ...namer, asked, first: asked && spec.span.start === 0, answers }, ...inner]
}

const restrictionMentions = remembered((project: Project): readonly TableMention[] => {
  const { catalog } = project
  const mentions: TableMention[] = []
  const seen = new Set<RestrictionBody>()
  const visit = (body: RestrictionBody, service: Service | undefined) => {
    if (seen.has(body)) return
    seen.add(body)
    for (const { info, argument, kind, fault, body: inner } of body.steps) {
      if (inner !== undefined) visit(inner, service)
      if (info === undefined || argument === undefined || fault !== undefined) continue
      if (kind !== 'known' && kind !== 'table') continue
      const use = catalog.restrictionUse(info.name)
      if (use === undefined) continue
      const { resolved } = body
      const namer = {
        use,
        parameter: resolved.name,
        restriction: info.name,
        resolved,
        ...(service && { service, entry: project.services.indexOf(service) }),
      }
      mentions.push(...mentionsOf(readTable(tableIn(argument)), namer))
    }
  }
  for (const { programs, classes, service } of restrictionViews(project)) {
    const own = (resolved: Resolved) => (isOwn(resolved, project.base) ? service : undefined)
    for (const program of programs) visit(program, own(program.resolved))
    for (const { body } of classes) if (body !== undefined) visit(body, own(body.resolved))
  }
  return mentions
})
