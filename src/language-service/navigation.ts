import type { DocumentHighlight, DocumentHighlightKind, Location as LspLocation } from 'vscode-languageserver'
import type { Project } from '../config/project.js'
import type { Location } from '../text/range.js'
import type { Occurrence, ParameterName, ServiceName } from './occurrence-types.js'
import { allOccurrences, fileNamed, occurrencesAt, occurrencesIn } from './occurrences.js'
import { toLspRange } from './positions.js'
import { entriesOf, sameService } from './service-names.js'

/** A name that can be followed to other places. */
export type Followed = ParameterName | ServiceName

/** The narrowest name at an offset that other places can have too. */
export function followedAt(project: Project, uri: string, offset: number): Followed | undefined {
  const file = fileNamed(project, uri)
  if (file === undefined) return undefined
  return occurrencesAt(project, file, offset).find(
    (found): found is Followed => found.kind === 'parameter' || found.kind === 'service',
  )
}

/** Every place of a name, in both files. */
export function placesOf(project: Project, name: Followed): readonly Followed[] {
  return allOccurrences(project).filter((found): found is Followed => isSame(name, found))
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
  const name = followedAt(project, uri, offset)
  if (name === undefined) return []
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
  const name = followedAt(project, uri, offset)
  if (name === undefined) return []
  const places = placesOf(project, name).filter(({ role }) => withDeclaration || (role !== 'set' && role !== 'define'))
  return toLocations(project, places)
}

const writes: DocumentHighlightKind = 3
const reads: DocumentHighlightKind = 2

/** The places of the name at an offset in the same file; other names are lit up where they are spelled alike. */
export function highlights(project: Project, uri: string, offset: number): DocumentHighlight[] {
  const file = fileNamed(project, uri)
  const at =
    file &&
    occurrencesAt(project, file, offset).find(({ kind }) => kind !== 'column' && kind !== 'option' && kind !== 'flag')
  if (file === undefined || at === undefined) return []
  const followed = at.kind === 'parameter' || at.kind === 'service' ? at : undefined
  const alike = occurrencesIn(project, file).filter(found =>
    followed ? isSame(followed, found) : found.kind === at.kind && found.name === at.name,
  )
  return alike.map(found => ({
    range: toLspRange(file.source, found.range),
    kind: 'role' in found && (found.role === 'set' || found.role === 'define') ? writes : reads,
  }))
}
