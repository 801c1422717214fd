import type { DocumentHighlight, DocumentHighlightKind } from 'vscode-languageserver'
import type { Project } from '../../config/project.js'
import { readTablePattern } from '../../config/read-patterns.js'
import { partWithin } from '../../config/table-values.js'
import type { Range } from '../../text/range.js'
import type { GroupReference, Occurrence } from '../occurrence-types.js'
import { toLspRange } from '../positions.js'
import { findGroup } from './describe-words.js'
import { linesHolding } from './recipients.js'
import { lineAt, tableNamed } from './table-files.js'
import { occurrencesOfLine, placeOf, tableOccurrencesAt } from './table-occurrences.js'

const writes: DocumentHighlightKind = 3
const reads: DocumentHighlightKind = 2

/** More places than these help nobody to see. */
const mostPlaces = 1000

/** The places in a table of what is at an offset: the same key, word, service or recipient; of a group, what it stands for. */
export function tableHighlights(project: Project, uri: string, offset: number): DocumentHighlight[] {
  const table = tableNamed(project, uri)
  const at = table && tableOccurrencesAt(project, table, offset).find(({ kind }) => kind !== 'table-value')
  if (table === undefined || at === undefined) return []
  const show = (range: Range, isWrite: boolean): DocumentHighlight => {
    return { range: toLspRange(table.source, range), kind: isWrite ? writes : reads }
  }
  if (at.kind === 'group') {
    const line = lineAt(table, offset)
    const alike = (line ? occurrencesOfLine(project, table, line) : []).filter(found => isAlike(at, found))
    const group = groupRange(at)
    return [...(group ? [show(group, true)] : []), ...alike.map(({ range }) => show(range, false))]
  }
  const written = at.kind === 'table-word' ? at.text : at.name
  const found: DocumentHighlight[] = []
  for (const line of linesHolding(table, written)) {
    for (const each of occurrencesOfLine(project, table, line)) {
      if (isAlike(at, each)) found.push(show(each.range, 'role' in each && each.role === 'define'))
    }
    if (found.length >= mostPlaces) break
  }
  return found
}

function isAlike(at: Occurrence, found: Occurrence): boolean {
  if (at.kind === 'table-word' && found.kind === 'table-word' && at.sort !== found.sort) return false
  return found.kind === at.kind && found.name.toLowerCase() === at.name.toLowerCase()
}

/** The brackets that a `$1` stands for. */
function groupRange({ table, pattern, name }: GroupReference): Range | undefined {
  const group = findGroup(readTablePattern(pattern, table.syntax).alternatives.flat(), Number(name))
  return group && placeOf(table, partWithin(pattern.pattern, group.start, group.end)).range
}
