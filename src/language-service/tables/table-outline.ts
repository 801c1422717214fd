import type { FoldingRange } from 'vscode-languageserver'
import type { Project } from '../../config/project.js'
import type { Table } from '../../config/tables.js'
import { fileRange } from '../../syntax/logical-text.js'
import type { EntryPart, TableLine } from '../../syntax/tables/nodes.js'
import type { Range } from '../../text/range.js'
import { toPosition } from '../positions.js'
import { lineAt, linesOf } from './table-files.js'
import { tableOccurrencesAt } from './table-occurrences.js'
import { trimmedEnd } from './table-symbols.js'

/** Entries that go over several lines, blocks of comments, and `if` blocks. */
export function tableFolding(table: Table): FoldingRange[] {
  const { source } = table
  const found: FoldingRange[] = []
  const add = (range: Range, kind?: 'comment') => {
    const startLine = toPosition(source, range.start).line
    const endLine = toPosition(source, trimmedEnd(source.text, range)).line
    if (endLine > startLine) found.push({ startLine, endLine, ...(kind && { kind }) })
  }
  let comments: { start: number; end: number } | undefined
  const blocks: number[] = []
  for (const line of linesOf(table)) {
    if (line.type === 'comment') {
      comments = { start: comments?.start ?? line.range.start, end: line.range.end }
      continue
    }
    if (comments) add(comments, 'comment')
    comments = undefined
    if (line.type === 'pattern-if' || line.type === 'network-if') blocks.push(line.range.start)
    else if (line.type === 'endif') {
      const start = blocks.pop()
      // The line with `endif` stays to be seen.
      if (start !== undefined) add({ start, end: line.range.start })
    }
    if (line.type !== 'blank') add(line.range)
  }
  if (comments) add(comments, 'comment')
  return found
}

/** What to select when a selection is widened step by step: the name, the key or answer, the entry, the block around it. */
export function tableSelection(project: Project, table: Table, offset: number): readonly Range[] {
  const line = lineAt(table, offset)
  const own =
    line === undefined ? [] : [...partsOf(line).map(rangeOf), ...('pieces' in line ? line.pieces : []), line.range]
  const names = tableOccurrencesAt(project, table, offset).map(({ range }) => range)
  return [...names, ...own, ...blocksAround(table, offset)]
}

function rangeOf({ text, span }: EntryPart): Range {
  return fileRange(text, span.start, span.end)
}

function partsOf(line: TableLine): readonly EntryPart[] {
  switch (line.type) {
    case 'key-value':
      return [line.key, line.value]
    case 'alias':
      return [line.key, line.value, ...line.targets]
    case 'pattern-rule':
      return [line.pattern, line.whole, line.result]
    case 'pattern-if':
      return [line.pattern, line.whole]
    case 'network-rule':
      return [line.whole, line.result]
    case 'network-if':
      return [line.whole]
    default:
      return []
  }
}

/** The `if` blocks that hold an offset. */
function blocksAround(table: Table, offset: number): readonly Range[] {
  if (table.syntax !== 'regexp' && table.syntax !== 'pcre' && table.syntax !== 'cidr') return []
  const open: number[] = []
  const found: Range[] = []
  for (const line of linesOf(table)) {
    if (line.range.start > offset && open.every(start => start > offset)) break
    if (line.type === 'pattern-if' || line.type === 'network-if') open.push(line.range.start)
    else if (line.type === 'endif') {
      const start = open.pop()
      if (start !== undefined && start <= offset && offset <= line.range.end) found.push({ start, end: line.range.end })
    }
  }
  return found
}
