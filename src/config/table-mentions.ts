import type { Catalog, RestrictionName, TableUse } from '../catalog/types.js'
import { sharedName } from '../text/kept-text.js'
import { lastingAsRead } from '../text/lasting.js'
import { origin } from '../text/mapped-text.js'
import { noteReads, Reads, recordReads } from '../text/reads.js'
import { remembered } from '../text/remembered.js'
import { constantDefault, stockDefault } from './defaults.js'
import type { Effective, Resolved } from './effective.js'
import { matchPatterns } from './match-patterns.js'
import type { Project } from './project.js'
import { restrictionViews } from './restriction-programs.js'
import type { RestrictionBody } from './restrictions.js'
import type { Service } from './service.js'
import { readTable, type TableSpec, tableIn, tableKinds, tablesOf } from './table-specs.js'

/** One place where the configuration names a table. */
export interface TableMention {
  /** `type:name`, or `/file/name` in a match list; where it is written can be followed from it. */
  readonly spec: TableSpec
  /** What it is used for. */
  readonly use: TableUse
  /** The parameter that names it: for a restriction, that of the list or class. */
  readonly parameter: string
  readonly restriction?: RestrictionName
  readonly resolved: Resolved
  /** Set when only one service sees it so. */
  readonly service?: Service
  /** False inside `pipemap:{ }` behind another table: it is asked for what that one answered. */
  readonly asked: boolean
  /** False inside `pipemap:{ }` before another table, and in `unionmap:{ }`: its results are not the whole answer. */
  readonly answers: boolean
}

/** True when no other table is asked before this one. */
export function isAskedFirst({ spec, asked }: TableMention): boolean {
  return asked && spec.span.start === 0
}

/** Kinds of values that hold tables. */
const kinds: ReadonlySet<string> = new Set(tableKinds)

/** Every table that the configuration names, in main.cf, in a `-o`, in restriction lists, or by default. */
export const tableMentions = remembered((project: Project): readonly TableMention[] => [
  ...parameterMentions(project),
  ...restrictionMentions(project),
])

function parameterMentions(project: Project): readonly TableMention[] {
  const { base, catalog } = project
  const { always, byName, looksAt } = tableParameters(catalog)
  noteReads(looksAt)
  const inOrder = (names: readonly string[]) => [...new Set([...always, ...names])].sort(byPlaceIn(catalog))
  const ownNames = [...settingsOf(base).keys()].flatMap(name => byName.get(name) ?? [])
  const mentions: TableMention[] = []
  for (const name of inOrder(ownNames)) {
    const resolved = base.get(name)
    if (resolved !== undefined) mentions.push(...mentionsIn(resolved, catalog))
  }
  // Of all others a service sees what main.cf gives, unless it sets them itself.
  const referring = ownNames.filter(name => base.get(name)?.refers)
  for (const service of project.services) {
    if (service.overrides.length === 0) continue
    const overridden = [...service.config.own.keys()].flatMap(name => byName.get(name) ?? [])
    for (const name of inOrder([...referring, ...overridden])) {
      const resolved = service.config.get(name)
      if (resolved === undefined || !isOwn(resolved, base)) continue
      mentions.push(...mentionsIn(resolved, catalog).map(mention => ({ ...mention, service })))
    }
  }
  return mentions
}

/** What main.cf sets. Nobody is noted to have looked at all of it: those who ask note what they look for there. */
function settingsOf(base: Effective): Effective['own'] {
  let own: Effective['own'] = new Map()
  recordReads(() => {
    own = base.own
  })
  return own
}

/** Where tables stand that have their entries with them. */
interface InlinePlaces {
  /** Parameters, and the service that has its own value of one, by its place in master.cf. */
  readonly parameters: readonly { readonly name: string; readonly service?: number }[]
  /** Is there one behind a restriction? */
  readonly inRestrictions: boolean
}

const inlinePlaces = lastingAsRead((project: Project): InlinePlaces => {
  const written = tableMentions(project).filter(isWrittenInline)
  const places = written.map(({ parameter, restriction, service }) => ({
    name: restriction === undefined ? sharedName(parameter) : '',
    ...(service && { service: project.services.indexOf(service) }),
  }))
  const distinct = new Map(places.map(place => [`${place.service} ${place.name}`, place]))
  const parameters = [...distinct.values()].filter(({ name }) => name !== '')
  return { parameters, inRestrictions: written.some(({ restriction }) => restriction !== undefined) }
})

/** Those of `tableMentions` that are written with their entries; mostly there are none, or few in few places. */
export function inlineMentions(project: Project): readonly TableMention[] {
  const { parameters, inRestrictions } = inlinePlaces(project)
  const ofParameters = parameters.flatMap(({ name, service: index }) => {
    const service = index === undefined ? undefined : project.services[index]
    const resolved = (service?.config ?? project.base).get(name)
    const mentions = resolved === undefined ? [] : mentionsIn(resolved, project.catalog)
    return service === undefined ? mentions : mentions.map(mention => ({ ...mention, service }))
  })
  return [...ofParameters, ...(inRestrictions ? restrictionMentions(project) : [])].filter(isWrittenInline)
}

/** Is it a table with its entries, in a file and not in a default? */
function isWrittenInline({ spec }: TableMention): boolean {
  return spec.group !== undefined && origin(spec.text, spec.span) !== undefined
}

/** The parameters that can name tables. Most are not set in most configurations, and their defaults name none. */
interface TableParameters {
  /** Those that can name a table when nothing is set. */
  readonly always: readonly string[]
  /** For any parameter: those that can name a table when it is set, itself included. */
  readonly byName: ReadonlyMap<string, readonly string[]>
  /** All of these names: whether they are set is what it depends on which parameters are asked. */
  readonly looksAt: Reads
}

const tableParameters = remembered((catalog: Catalog): TableParameters => {
  const always: string[] = []
  const byName = new Map<string, string[]>()
  const looksAt = new Reads()
  const add = (name: string, parameter: string) => {
    looksAt.note(name)
    const known = byName.get(name)
    if (known === undefined) byName.set(name, [parameter])
    else known.push(parameter)
  }
  for (const parameter of namesOfTableKinds(catalog)) {
    const stock = stockDefault(catalog, parameter)
    const value = constantDefault(catalog, parameter) ?? stock?.resolved
    if (value === undefined || mentionsIn(value, catalog).length > 0) always.push(parameter)
    for (const name of new Set([parameter, ...(stock?.names ?? [])])) add(name, parameter)
  }
  return { always, byName, looksAt }
})

const namesOfTableKinds = remembered((catalog: Catalog): readonly string[] => [
  ...new Set(tableKinds.flatMap(kind => catalog.parametersOfKind(kind))),
])

const placesOfTableKinds = remembered(
  (catalog: Catalog) => new Map(namesOfTableKinds(catalog).map((name, place) => [name, place])),
)

function byPlaceIn(catalog: Catalog): (a: string, b: string) => number {
  const places = placesOfTableKinds(catalog)
  return (a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0)
}

/** Those in the value of one parameter. Most are built-in defaults, which all configurations have in common. */
const mentionsIn = remembered((resolved: Resolved, catalog: Catalog): readonly TableMention[] => {
  const { name: parameter } = resolved
  const use = catalog.parameterUse(parameter)
  const kind = catalog.parameter(parameter)?.kind
  if (use === undefined || kind === undefined || !kinds.has(kind) || resolved.expanded.problem) return []
  const specs = [...tablesOf(resolved, kind), ...(kind.startsWith('match-list') ? listFiles(resolved) : [])]
  return specs.flatMap(spec => mentionsOf(spec, { use, parameter, resolved }))
})

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

type Named = Omit<TableMention, 'spec' | 'asked' | 'answers'>

function mentionsOf(spec: TableSpec, named: Named, asked = true, answers = true): readonly TableMention[] {
  const type = spec.type?.value
  const last = spec.inner.length - 1
  const inner = spec.inner.flatMap((each, index) => {
    if (type === 'pipemap') return mentionsOf(each, named, asked && index === 0, answers && index === last)
    return mentionsOf(each, named, asked, answers && type !== 'unionmap')
  })
  return [{ spec, ...named, asked, answers }, ...inner]
}

function restrictionMentions(project: Project): readonly TableMention[] {
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
      const named = { use, parameter: resolved.name, restriction: info.name, resolved, ...(service && { service }) }
      mentions.push(...mentionsOf(readTable(tableIn(argument)), named))
    }
  }
  for (const { programs, classes, service } of restrictionViews(project)) {
    const own = (resolved: Resolved) => (isOwn(resolved, project.base) ? service : undefined)
    for (const program of programs) visit(program, own(program.resolved))
    for (const { body } of classes) if (body !== undefined) visit(body, own(body.resolved))
  }
  return mentions
}
