import type { Hover } from 'vscode-languageserver'
import type { Prose } from '../catalog/prose.js'
import type { Project } from '../config/project.js'
import { describe } from './describe.js'
import type { Occurrence } from './occurrence-types.js'
import { fileNamed, occurrencesAt } from './occurrences.js'
import { toLspRange } from './positions.js'
import { tableNamed } from './tables/table-files.js'
import { tableOccurrencesAt } from './tables/table-occurrences.js'

/** What is to be said about the name at an offset, if anything. */
export function hover(project: Project, uri: string, offset: number, prose: Prose): Hover | undefined {
  const file = fileNamed(project, uri)
  const table = file ? undefined : tableNamed(project, uri)
  const source = (file ?? table)?.source
  if (source === undefined) return undefined
  const found = file ? occurrencesAt(project, file, offset) : table ? tableOccurrencesAt(project, table, offset) : []
  for (const occurrence of inOrderOfInterest(found)) {
    const value = describe(project, occurrence, prose)
    if (value !== '') return { contents: { kind: 'markdown', value }, range: toLspRange(source, occurrence.range) }
  }
  return undefined
}

/** The narrowest comes first, except that a whole parameter says more than the service in the front of its name. */
function inOrderOfInterest(found: readonly Occurrence[]): readonly Occurrence[] {
  const [first] = found
  if (first?.kind !== 'service' || first.role !== 'use') return found
  const name = found.find(({ kind, range }) => kind === 'parameter' && range.start === first.range.start)
  return name ? [name, ...found] : found
}
