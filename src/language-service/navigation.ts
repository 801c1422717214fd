import type { DocumentHighlight, DocumentHighlightKind, Location as LspLocation } from 'vscode-languageserver'
import type { Project } from '../config/project.js'
import type { Table } from '../config/tables.js'
import type { Location } from '../text/range.js'
import type { Occurrence, ParameterName, ServiceName } from './occurrence-types.js'
import { allOccurrences, fileNamed, occurrencesAt, occurrencesIn } from './occurrences.js'
import { toLspRange } from './positions.js'
import { entriesOf, sameService } from './service-names.js'
import { tableNamed } from './tables/table-files.js'
import { tableHighlights } from './tables/table-highlights.js'
import { tableOccurrencesAt } from './tables/table-occurrences.js'
import {
  mentionsOf,
  placesInTables,
  placesOfRecipient,
  recipientEntries,
  tablesNamedAt,
} from './tables/table-places.js'

/** A name that can be followed to other places. */
export type Followed = ParameterName | ServiceName

/** The narrowest name at an offset that other places can have too. */
export function followedAt(project: Project, uri: string, offset: number): Followed | undefined {
  return namesAt(project, uri, offset).find(
    (found): found is Followed => found.kind === 'parameter' || found.kind === 'service',
  )
}

/** The names at an offset of a file or table, the narrowest first. */
function namesAt(project: Project, uri: string, offset: number): readonly Occurrence[] {
  const file = fileNamed(project, uri)
  if (file !== undefined) return occurrencesAt(project, file, offset)
  const table = tableNamed(project, uri)
  return table === undefined ? [] : tableOccurrencesAt(project, table, offset)
}

/** Every place of a name, in both files and in the tables. */
export function placesOf(project: Project, name: Followed): readonly Followed[] {
  const isMeant = (found: Occurrence): found is Followed => isSame(name, found)
  const inTables = isInternalName(name) ? placesInTables(project, name.name, isMeant).filter(isMeant) : []
  return [...allOccurrences(project).filter(isMeant), ...inTables]
}

/** Names of `inet` entries are ports, which no table speaks of. */
function isInternalName(name: Followed): boolean {
  return name.kind === 'parameter' || name.service?.type !== 'inet'
}

function isSame(name: Followed, found: Occurrence): boolean {
  if (name.kind === 'parameter') return found.kind === 'parameter' && found.name === name.name
  return found.kind === 'service' && sameService(name, found)
}

function toLocations(project: Project, places: readonly Location[]): LspLocation[] {
  return places.flatMap(({ file, range }) => {
    const source = project.sources.get(file)
    return source ? [{ uri: file, range: toLspRange(source, range) }] : []
  })
}

/** Where the name at an offset gets its meaning: the setting that wins there, or the entries of a service. */
export function definition(project: Project, uri: string, offset: number): LspLocation[] {
  const found = namesAt(project, uri, offset)
  const alias = found.find(each => each.kind === 'alias')
  if (alias !== undefined) return toLocations(project, recipientEntries(project, alias))
  const name = followedAt(project, uri, offset)
  if (name === undefined) return tablesNamedAt(project, uri, offset).map(startOf)
  if (name.kind === 'service') {
    const places = entriesOf(project, name).map(({ entry }) => ({
      file: entry.text.segments[0]?.file ?? '',
      range: entry.service.range,
    }))
    return toLocations(project, places)
  }
  return toLocations(project, definitionsOf(project, name))
}

function definitionsOf(project: Project, name: ParameterName): readonly Location[] {
  const { view } = name
  const at = (setting: { readonly file: string; readonly nameRange: Location['range'] } | undefined) =>
    setting ? [{ file: setting.file, range: setting.nameRange }] : []
  // From an override, its definition is what it overrides; from main.cf's line, that line, or the later one that wins.
  const setting = name.role === 'set' ? (view.below ?? view).own.get(name.name) : view.get(name.name)?.setting
  if (setting !== undefined) return at(setting)
  // Set by no line this place sees: then by those services that do set it.
  const overrides = project.services.flatMap(service => at(service.config.own.get(name.name)))
  return overrides.length > 0 ? overrides : name.role === 'set' ? [name] : []
}

/** Every place of the name at an offset. */
export function references(project: Project, uri: string, offset: number, withDeclaration: boolean): LspLocation[] {
  const found = namesAt(project, uri, offset)
  const alias = found.find(each => each.kind === 'alias')
  if (alias !== undefined) {
    const places = placesOfRecipient(project, alias).filter(({ role }) => withDeclaration || role !== 'define')
    return toLocations(project, places)
  }
  const name = followedAt(project, uri, offset)
  if (name === undefined) return mentionPlaces(project, uri, offset, withDeclaration)
  const places = placesOf(project, name).filter(({ role }) => withDeclaration || (role !== 'set' && role !== 'define'))
  return toLocations(project, places)
}

/** From anywhere in a table, and from where one is named: the places that name it. */
function mentionPlaces(project: Project, uri: string, offset: number, withDeclaration: boolean): LspLocation[] {
  const own = tableNamed(project, uri)
  const tables = own === undefined ? tablesNamedAt(project, uri, offset) : [own]
  return tables.flatMap(table => [
    ...toLocations(project, mentionsOf(table)),
    ...(withDeclaration ? [startOf(table)] : []),
  ])
}

/** The first character of a table. */
function startOf({ source }: Table): LspLocation {
  const start = { line: 0, character: 0 }
  return { uri: source.name, range: { start, end: start } }
}

const writes: DocumentHighlightKind = 3
const reads: DocumentHighlightKind = 2

/** The places of the name at an offset in the same file; other names are lit up where they are spelled alike. */
export function highlights(project: Project, uri: string, offset: number): DocumentHighlight[] {
  const file = fileNamed(project, uri)
  if (file === undefined) return tableHighlights(project, uri, offset)
  const at = occurrencesAt(project, file, offset).find(
    ({ kind }) => kind !== 'column' && kind !== 'option' && kind !== 'flag',
  )
  if (at === undefined) return []
  const followed = at.kind === 'parameter' || at.kind === 'service' ? at : undefined
  const alike = occurrencesIn(project, file).filter(found =>
    followed ? isSame(followed, found) : found.kind === at.kind && found.name === at.name,
  )
  return alike.map(found => ({
    range: toLspRange(file.source, found.range),
    kind: 'role' in found && (found.role === 'set' || found.role === 'define') ? writes : reads,
  }))
}
