import type { DocumentLink } from 'vscode-languageserver'
import type { Resolved } from '../config/effective.js'
import { originOf, type ValuePlace } from '../config/elements.js'
import type { Project } from '../config/project.js'
import { valueKindOf } from '../config/value-kinds.js'
import type { Assignment } from '../syntax/nodes.js'
import type { Span } from '../text/range.js'
import { fileNamed } from './occurrences.js'
import { toLspRange } from './positions.js'
import { tableNamed } from './tables/table-files.js'
import { tableLinks } from './tables/table-links.js'

/** Paths of files in values, as links. Values are looked at as the program sees them: `$config_directory/x` is a path too. */
export function documentLinks(project: Project, uri: string): DocumentLink[] {
  const file = fileNamed(project, uri)
  const table = file ? undefined : tableNamed(project, uri)
  if (table !== undefined) return tableLinks(project, table)
  if (file === undefined) return []
  const found = new Map<string, DocumentLink>()
  const visit = (setting: Assignment, resolved: Resolved | undefined): void => {
    if (resolved?.setting !== setting || resolved.unknown || resolved.expanded.problem !== undefined) return
    for (const { place, path } of pathsIn(project, resolved)) {
      const origin = originOf(place)
      if (origin === undefined || origin.location.file !== uri) continue
      const range = origin.location.range
      found.set(`${range.start}-${range.end}`, { range: toLspRange(file.source, range), target: fileUrl(path) })
    }
  }
  if (file.type === 'main-cf') for (const setting of project.settings) visit(setting, project.base.get(setting.name))
  else
    for (const { overrides, config } of project.services)
      for (const setting of overrides) visit(setting, config.get(setting.name))
  return [...found.values()]
}

interface FoundPath {
  readonly place: ValuePlace
  readonly path: string
}

function pathsIn(project: Project, resolved: Resolved): readonly FoundPath[] {
  const kindName = valueKindOf(project, resolved.name)
  if (kindName === undefined) return []
  const { list, refersTo } = project.catalog.kind(kindName)
  const text = resolved.expanded.text
  const files = refersTo.includes('file')
  const maps = refersTo.includes('map')
  if (!files && !maps) return []
  const spans: readonly Span[] = list ? resolved.list().map(({ span }) => span) : [{ start: 0, end: text.text.length }]
  return spans.flatMap(({ start, end }): FoundPath[] => {
    const written = text.text.slice(start, end)
    const offset = written.startsWith('/') && files ? 0 : maps ? tablePath(project, written) : undefined
    if (offset === undefined) return []
    return [{ place: { text, span: { start: start + offset, end } }, path: written.slice(offset) }]
  })
}

/** Where the path begins in `type:/path`; undefined when the type names no file. */
function tablePath(project: Project, written: string): number | undefined {
  let from = 0
  for (let colon = written.indexOf(':'); colon >= 0; colon = written.indexOf(':', from)) {
    const type = project.catalog.tableType(written.slice(from, colon))
    if (type === undefined) return undefined
    from = colon + 1
    if (type.category === 'adapter') continue
    const named = type.fileBacked || type.category === 'client'
    return named && written.startsWith('/', from) ? from : undefined
  }
  return undefined
}

/** A path as a URL; each part is escaped. */
export function fileUrl(path: string): string {
  return `file://${path.split('/').map(encodeURIComponent).join('/')}`
}
