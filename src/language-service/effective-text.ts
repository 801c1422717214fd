import type { Resolved } from '../config/effective.js'
import type { Project } from '../config/project.js'
import type { Service } from '../config/service.js'
import { fileNamed } from './occurrences.js'

/** What the programs run with that have to do with a place in a file, as text in the form of main.cf. */
export interface EffectiveText {
  /** `submission/inet`, or `main.cf`. */
  readonly title: string
  readonly text: string
}

/**
 * Every parameter that is set, with the value that it has in the service at an offset of master.cf, or without any `-o`
 * at an offset of main.cf: `$names` expanded, and where each value comes from.
 */
export function effectiveText(project: Project, uri: string, offset: number): EffectiveText | undefined {
  const file = fileNamed(project, uri)
  if (file === undefined) return undefined
  const service = project.services.find(
    ({ entry }) => file.type === 'master-cf' && entry.range.start <= offset && offset < entry.range.end,
  )
  if (file.type === 'master-cf' && service === undefined) return undefined
  const view = service?.config ?? project.base
  const names = new Set(project.settings.map(({ name }) => name))
  for (const name of service?.config.own.keys() ?? []) names.add(name)
  const lines = [...names].sort().flatMap(name => {
    const resolved = view.get(name)
    return resolved === undefined || !isRead(project, name, service) ? [] : [lineOf(project, resolved)]
  })
  const title = service?.label ?? 'main.cf'
  const what =
    service === undefined
      ? 'What main.cf sets, for programs without settings of their own.'
      : `What ${title} (${service.program}) runs with, of all that is set.`
  return { title, text: `# ${what}\n# Postfix ${project.catalog.version}; $names are replaced.\n\n${lines.join('')}` }
}

/** False for what the service's program is known not to look at. */
function isRead({ catalog }: Project, name: string, service: Service | undefined): boolean {
  const readBy = service && catalog.parameter(name)?.readBy
  return readBy === undefined || readBy.includes('all') || readBy.includes(service?.program ?? '')
}

function lineOf({ sources }: Project, { name, text, unknown, setting, from }: Resolved): string {
  const line = setting && sources.get(setting.file)?.positionAt(setting.nameRange.start).line
  const place = line === undefined ? 'built-in default' : `${from} line ${line}`
  const doubt = unknown ? ', and partly from the host' : ''
  return `# ${place}${doubt}\n${name} = ${text.replaceAll(/\s+/g, ' ')}\n`
}
