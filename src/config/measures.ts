import type { Catalog } from '../catalog/types.js'
import type { Location } from '../text/range.js'
import { toInteger, toSeconds } from './convert.js'
import type { Effective, Resolved } from './effective.js'
import { type ValuePlace, valueLocation, wholeValue } from './elements.js'
import type { Project } from './project.js'
import type { Service } from './service.js'

/** The number or the seconds that a program really runs with. */
export interface Measure {
  readonly name: string
  readonly value: number
  /** As written, or as the default has it. */
  readonly text: string
  readonly resolved: Resolved
}

/** A time parameter in seconds; undefined when it cannot be known, or Postfix would refuse it. */
export function secondsOf(view: Effective, name: string, catalog: Catalog): Measure | undefined {
  return measure(view, name, text => toSeconds(text, unitOf(name, catalog)))
}

/** A number; undefined when it cannot be known, or Postfix would refuse it. */
export function numberOf(view: Effective, name: string): Measure | undefined {
  return measure(view, name, text => toInteger(text, true))
}

function unitOf(name: string, catalog: Catalog) {
  const parameter = catalog.parameter(name) ?? catalog.transportFamily(name)
  return parameter?.defaultTimeUnit
}

function measure(
  view: Effective,
  name: string,
  convert: (text: string) => ReturnType<typeof toInteger>,
): Measure | undefined {
  const resolved = view.get(name)
  if (resolved === undefined || resolved.unknown || resolved.expanded.problem) return undefined
  const converted = convert(resolved.text)
  return converted.ok ? { name, value: converted.value, text: resolved.text, resolved } : undefined
}

/** Where the value of a measure is written; undefined for a default. */
export function measurePlace({ resolved }: Measure): Location | ValuePlace | undefined {
  if (resolved.setting === undefined) return undefined
  return resolved.text === '' ? valueLocation(resolved.setting) : wholeValue(resolved)
}

/** `300s`, or `300s by default`. */
export function describeMeasure({ text, resolved }: Measure): string {
  return `\`${text}\`${resolved.setting === undefined ? ' by default' : ''}`
}

/** Where a relation of two values is reported: at the first that is written, with the other beside it. */
export interface PairPlace {
  readonly at: Location | ValuePlace
  readonly related: readonly { readonly at: Location | ValuePlace; readonly message: string }[]
}

/** Undefined when both are defaults: then there is nothing to show, and nothing that a person did. */
export function placeOfPair(first: Measure, second: Measure): PairPlace | undefined {
  const one = measurePlace(first)
  const two = measurePlace(second)
  if (one === undefined) return two && { at: two, related: [] }
  return { at: one, related: two === undefined ? [] : [{ at: two, message: `\`${second.name}\` is set here` }] }
}

/** Programs that manage the queue: the usual one, and its names of old. */
export const queueManagers = ['qmgr', 'oqmgr', 'nqmgr'] as const

/** A view with the service it belongs to. */
export interface ProgramView {
  readonly config: Effective
  readonly service?: Service
}

/** What each service that runs one of these programs sees; without a master.cf, what main.cf alone says. */
export function viewsOf(project: Project, programs: readonly string[]): readonly ProgramView[] {
  if (!project.hasMaster) return [{ config: project.base }]
  const services = project.services.filter(service => programs.includes(service.program))
  return services.map(service => ({ config: service.config, service }))
}
