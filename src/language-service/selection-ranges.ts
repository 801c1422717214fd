import type { SelectionRange } from 'vscode-languageserver'
import type { Project } from '../config/project.js'
import type { Range } from '../text/range.js'
import { fileNamed, occurrencesAt } from './occurrences.js'
import { toLspRange } from './positions.js'

/** What to select when a selection is widened step by step: the name, the value or argument, the entry. */
export function selectionRange(project: Project, uri: string, offset: number): SelectionRange | undefined {
  const file = fileNamed(project, uri)
  if (file === undefined) return undefined
  const steps: Range[] = occurrencesAt(project, file, offset).map(({ range }) => range)
  const line = file.lines.find(({ range }) => range.start <= offset && offset < range.end)
  if (line !== undefined) {
    if (line.type === 'setting') steps.push(line.valueRange)
    if (line.type === 'service') {
      for (const argument of line.arguments) {
        if (argument.type === 'override') steps.push(argument.valueRange)
        steps.push(argument.range)
      }
    }
    if ('pieces' in line) steps.push(...line.pieces)
    steps.push(line.range)
  }
  steps.push({ start: 0, end: file.source.text.length })
  const around = steps
    .filter(({ start, end }) => start <= offset && offset <= end)
    .sort((a, b) => b.end - b.start - (a.end - a.start))
  let found: SelectionRange | undefined
  let outer: Range | undefined
  for (const range of around) {
    // Each step has to hold the one inside it: two that only touch at the cursor do not.
    if (
      outer !== undefined &&
      (range.start < outer.start || range.end > outer.end || (range.start === outer.start && range.end === outer.end))
    )
      continue
    found = { range: toLspRange(file.source, range), ...(found && { parent: found }) }
    outer = range
  }
  return found
}
