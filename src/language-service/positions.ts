import type { Range as LspRange, Position } from 'vscode-languageserver'
import type { Range } from '../text/range.js'
import type { SourceText } from '../text/source-text.js'

/** An offset as the protocol says it: line and column from 0, in UTF-16 code units. */
export function toPosition(source: SourceText, offset: number): Position {
  const starts = source.editorLineStarts
  const inside = Math.max(0, Math.min(offset, source.text.length))
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= inside) low = middle
    else high = middle - 1
  }
  return { line: low, character: inside - (starts[low] ?? 0) }
}

/** A range as the protocol says it. */
export function toLspRange(source: SourceText, range: Range): LspRange {
  return { start: toPosition(source, range.start), end: toPosition(source, range.end) }
}

/** The offset of a position; places outside the text are moved to the nearest one in it. */
export function toOffset(source: SourceText, position: Position): number {
  const starts = source.editorLineStarts
  const start = starts[Math.max(0, position.line)]
  if (start === undefined) return source.text.length
  const next = starts[position.line + 1]
  let end = next ?? source.text.length
  while (next !== undefined && end > start && '\r\n'.includes(source.text.charAt(end - 1))) end--
  return Math.min(start + Math.max(0, position.character), end)
}

/** A protocol range as offsets. */
export function toRange(source: SourceText, range: LspRange): Range {
  const start = toOffset(source, range.start)
  return { start, end: Math.max(start, toOffset(source, range.end)) }
}
