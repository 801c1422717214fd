import type { Effective, Resolved } from '../config/effective.js'
import type { Project } from '../config/project.js'
import type { Service } from '../config/service.js'
import { defaultValue } from '../effective/default-value.js'
import { fileNamed } from './occurrences.js'

/** What the programs run with that have to do with a place in a file, as text in the form of main.cf. */
export interface EffectiveText {
  /** `submission/inet`, or `main.cf`. */
  readonly title: string
  readonly text: string
}

/** The same beside what they would run with if nothing were set: two texts that can be compared line by line. */
export interface ComparedText {
  readonly title: string
  readonly defaults: string
  readonly effective: string
}

/** A service by its label (`smtp/inet`), or by a place in its entry. */
export type ServicePlace = { readonly offset: number } | { readonly service: string }

/**
 * Every parameter that is set, with the value that it has in a service of master.cf, or without any `-o` in main.cf:
 * `$names` expanded, and where each value comes from. Undefined where no service is.
 */
export function effectiveText(project: Project, uri: string, place: ServicePlace): EffectiveText | undefined {
  const shown = shownAt(project, uri, place)
  if (shown === undefined) return undefined
  const { title, what, values } = shown
  const lines = values.map(resolved => `${sourceOf(project, resolved)}\n${lineOf(resolved)}`)
  return { title, text: `# ${what}\n# Postfix ${project.catalog.version}; $names are replaced.\n\n${lines.join('')}` }
}

/** The values of `effectiveText` beside the defaults of the release that is judged by. */
export function comparedText(project: Project, uri: string, place: ServicePlace): ComparedText | undefined {
  const shown = shownAt(project, uri, place)
  if (shown === undefined) return undefined
  const { title, view, values } = shown
  const heading = `# Postfix ${project.catalog.version}; $names are replaced.\n\n`
  const stock = values.flatMap(({ name }) => defaultValue(project, view, name) ?? [])
  return {
    title,
    defaults: heading + stock.map(defaultLine).join(''),
    effective: heading + values.map(lineOf).join(''),
  }
}

interface Shown {
  readonly title: string
  readonly what: string
  readonly view: Effective
  readonly values: readonly Resolved[]
}

function shownAt(project: Project, uri: string, place: ServicePlace): Shown | undefined {
  const file = fileNamed(project, uri)
  if (file === undefined) return undefined
  const service = file.type === 'master-cf' ? serviceAt(project, place) : undefined
  if (file.type === 'master-cf' && service === undefined) return undefined
  const view = service?.config ?? project.base
  const names = new Set(project.settings.map(({ name }) => name))
  for (const name of service?.config.own.keys() ?? []) names.add(name)
  const title = service?.label ?? 'main.cf'
  const what =
    service === undefined
      ? 'What main.cf sets, for programs without settings of their own.'
      : `What ${title} (${service.program}) runs with, of all that is set.`
  const read = [...names].sort().filter(name => isRead(project, name, service))
  return { title, what, view, values: read.flatMap(name => view.get(name) ?? []) }
}

function serviceAt({ services }: Project, place: ServicePlace): Service | undefined {
  if ('service' in place) return services.find(({ label }) => label === place.service)
  return services.find(({ entry }) => entry.range.start <= place.offset && place.offset < entry.range.end)
}

/** False for what the service's program is known not to look at. */
function isRead({ catalog }: Project, name: string, service: Service | undefined): boolean {
  const readBy = service && catalog.parameter(name)?.readBy
  return readBy === undefined || readBy.includes('all') || readBy.includes(service?.program ?? '')
}

/** A comment that says where a value comes from. */
function sourceOf({ sources }: Project, { unknown, setting, from }: Resolved): string {
  const line = setting && sources.get(setting.file)?.positionAt(setting.nameRange.start).line
  const place = line === undefined ? 'built-in default' : `${from} line ${line}`
  return `# ${place}${unknown ? ', and partly from the host' : ''}`
}

function lineOf({ name, text }: Resolved): string {
  const value = text.replaceAll(/\s+/g, ' ')
  return `${name} =${value === '' ? '' : ` ${value}`}\n`
}

function defaultLine(resolved: Resolved): string {
  return resolved.unknown ? `# ${resolved.name}: depends on the host\n` : lineOf(resolved)
}
