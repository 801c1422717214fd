import type { SelectionRange } from 'vscode-languageserver'
import type { Project } from '../config/project.js'
import type { ConfigFile } from '../syntax/nodes.js'
import type { Range } from '../text/range.js'
import { fileNamed, occurrencesAt } from './occurrences.js'
import { toLspRange } from './positions.js'
import { tableNamed } from './tables/table-files.js'
import { tableSelection } from './tables/table-outline.js'

/** What to select when a selection is widened step by step: the name, the value or argument, the entry. */
export function selectionRange(project: Project, uri: string, offset: number): SelectionRange | undefined {
  const file = fileNamed(project, uri)
  const table = file ? undefined : tableNamed(project, uri)
  const source = (file ?? table)?.source
  if (source === undefined) return undefined
  const inner = file ? stepsIn(project, file, offset) : table ? tableSelection(project, table, offset) : []
  const around = [...inner, { start: 0, end: source.text.length }]
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
    found = { range: toLspRange(source, range), ...(found && { parent: found }) }
    outer = range
  }
  return found
}

function stepsIn(project: Project, file: ConfigFile, offset: number): readonly Range[] {
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
  return steps
}
