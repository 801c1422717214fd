import type { Effective } from '../config/effective.js'
import { nameLocation, originOf, wholeValue } from '../config/elements.js'
import type { Project } from '../config/project.js'
import type { Service } from '../config/service.js'
import { typedWords } from '../effective/typed-value.js'
import type { Place } from '../rules/define.js'
import type { FieldName, ServiceLine } from '../syntax/nodes.js'
import type { Location } from '../text/range.js'

/** Where a value of the document comes from, or, of a default, where it would be set. */
export interface ViolationPlace {
  readonly at: Place
  readonly service: Service | undefined
  /** The view and the name, where it is the value of a parameter. */
  readonly parameter?: { readonly view: Effective; readonly name: string }
}

/** Finds the place for a value by the steps that lead to it; undefined when no file could hold it. */
export function placeOf(project: Project, path: readonly string[]): ViolationPlace | undefined {
  const [part, index, ...rest] = path
  if (part === 'main') return valuePlace(project, project.base, path.slice(1), undefined) ?? fallback(project)
  const service = part === 'services' ? project.services[Number(index)] : undefined
  if (service !== undefined) {
    return valuePlace(project, service.config, rest, service) ?? columnPlace(project, service, rest[0])
  }
  const at = (part === 'services' ? endOf(project, 'master') : undefined) ?? endOf(project, 'main')
  return at === undefined ? fallback(project) : { at, service: undefined }
}

function fallback(project: Project): ViolationPlace | undefined {
  const at = endOf(project, 'main') ?? endOf(project, 'master')
  return at && { at, service: undefined }
}

function valuePlace(
  project: Project,
  view: Effective,
  [property, name, item]: readonly string[],
  service: Service | undefined,
): ViolationPlace | undefined {
  if ((property !== 'parameters' && property !== 'origins') || name === undefined) return undefined
  const resolved = view.get(name)
  const parameter = { view, name }
  if (resolved?.setting === undefined) {
    const at = endOf(project, 'main')
    return at && { at, service, parameter }
  }
  const word = item === undefined ? undefined : typedWords(project, resolved)?.[Number(item)]
  const places = [...(word ? [word] : []), ...(resolved.text === '' ? [] : [wholeValue(resolved)])]
  const found = places.find(place => originOf(place) !== undefined)
  return { at: found ?? nameLocation(resolved.setting), service, parameter }
}

const columns: Readonly<Record<string, FieldName>> = {
  type: 'type',
  private: 'private',
  unprivileged: 'unprivileged',
  chroot: 'chroot',
  wakeup: 'wakeup',
  processLimit: 'process_limit',
  program: 'command',
  arguments: 'command',
}

function columnPlace(project: Project, service: Service, property: string | undefined): ViolationPlace {
  const column = (property !== undefined && columns[property]) || 'service'
  return { at: fieldOf(project, service.entry, column), service }
}

function fieldOf({ master }: Project, { fields, service }: ServiceLine, column: FieldName): Location {
  const field = fields.find(({ name }) => name === column) ?? service
  return { file: master?.source.name ?? '', range: field.range }
}

/** After the last line of a file that is not blank: there a new line would go. */
function endOf(project: Project, kind: 'main' | 'master'): Location | undefined {
  const source = project[kind]?.source
  if (source === undefined) return undefined
  const last = source.text.trimEnd().length
  const newline = source.text.indexOf('\n', last)
  const end = newline < 0 ? source.text.length : newline + 1
  return { file: source.name, range: { start: end, end } }
}
