import type { Parameter } from '../catalog/types.js'
import type { Effective, Resolved } from '../config/effective.js'
import type { Project } from '../config/project.js'
import type { Service } from '../config/service.js'
import type { Assignment } from '../syntax/nodes.js'
import { code, codes } from './markdown.js'
import type { ParameterName } from './occurrence-types.js'

/** What a name stands for here, and in each service that sees something else. */
export function effectiveLines(project: Project, at: ParameterName, parameter: Parameter | undefined): string[] {
  const base = project.base.get(at.name)
  const lines: string[] = []
  if (at.service !== undefined) lines.push(`In ${code(at.service.label)}: ${valueText(project, at.view, at.name)}`)
  if (base !== undefined && (base.from !== 'default' || base.written.text.includes('$'))) {
    lines.push(`${at.service ? 'In main.cf' : 'Here'}: ${valueText(project, project.base, at.name)}`)
  } else if (base === undefined && at.service === undefined) lines.push('Not set anywhere in main.cf')
  return [...lines, ...serviceLines(project, at, parameter, base)]
}

function serviceLines(
  project: Project,
  at: ParameterName,
  parameter: Parameter | undefined,
  base: Resolved | undefined,
): string[] {
  const byText = new Map<string, string[]>()
  for (const service of project.services) {
    if (service === at.service) continue
    const seen = service.config.get(at.name)
    const set = service.config.sets(at.name)
    if (seen === undefined || (!set && (!reads(parameter, service) || sameValue(seen, base)))) continue
    const unread = reads(parameter, service) ? '' : `, which ${code(service.program)} does not read`
    const text = valueText(project, service.config, at.name) + unread
    byText.set(text, [...(byText.get(text) ?? []), service.label])
  }
  return [...byText].map(([text, labels]) => `In ${codes(labels)}: ${text}`)
}

function sameValue(a: Resolved, b: Resolved | undefined): boolean {
  return a === b || (b !== undefined && a.text === b.text && a.unknown === b.unknown)
}

/** Whether a service's program reads a parameter; true when that is not known. */
export function reads(parameter: Parameter | undefined, service: Service): boolean {
  return parameter === undefined || parameter.readBy.includes('all') || parameter.readBy.includes(service.program)
}

/** The value of a name in a view: as written, as expanded, and where it comes from. */
function valueText(project: Project, view: Effective, name: string): string {
  const resolved = view.get(name)
  if (resolved === undefined) return 'not set'
  const written = resolved.written.text
  const from = resolved.setting === undefined ? '' : ` (${placeOf(project, resolved.setting)})`
  const shown = written === '' ? 'empty' : code(written)
  if (resolved.expanded.problem !== undefined) return `${shown}, which Postfix cannot expand${from}`
  if (resolved.unknown)
    return written === '' ? `depends on the host${from}` : `${shown}, which depends on the host${from}`
  if (resolved.text === written) return shown + from
  return `${shown}, which is ${resolved.text === '' ? 'empty' : code(resolved.text)}${from}`
}

/** `main.cf line 12`. */
function placeOf(project: Project, setting: Assignment): string {
  const line = project.sources.get(setting.file)?.positionAt(setting.nameRange.start).line
  const name = setting.file.slice(setting.file.lastIndexOf('/') + 1)
  return line === undefined ? name : `${name} line ${line}`
}
