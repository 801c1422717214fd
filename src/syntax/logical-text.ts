import { joinRanges, type MappedText, origin, sliceMapped } from '../text/mapped-text.js'
import type { Range } from '../text/range.js'
import type { SourceText } from '../text/source-text.js'
import type { LogicalLine } from './lines.js'
import type { LineParts } from './nodes.js'

/** The text of a logical line as Postfix's C strings see it: joined, and cut at a NUL byte. */
export function logicalText(source: SourceText, line: Pick<LogicalLine, 'pieces'>): MappedText {
  const joined = joinRanges(source.name, source.text, line.pieces)
  const nul = joined.text.indexOf('\0')
  return nul < 0 ? joined : sliceMapped(joined, 0, nul)
}

/**
 * What a tree node keeps of its physical lines.
 * @param firstNul offset of the file's first NUL byte, or -1
 */
export function lineParts(source: SourceText, line: LogicalLine, firstNul: number): LineParts {
  const { range, pieces, inner } = line
  if (firstNul < 0 || firstNul >= range.end) return { range, pieces, inner }
  for (const piece of pieces) {
    const nul = source.text.slice(piece.start, piece.end).indexOf('\0')
    if (nul >= 0) return { range, pieces, inner, nul: piece.start + nul }
  }
  return { range, pieces, inner }
}

/** File range of a stretch of a line's logical text; an empty stretch gives an empty range. */
export function fileRange(text: MappedText, start: number, end: number): Range {
  const [only] = text.segments
  if (only === undefined) return { start: 0, end: 0 }
  if (text.segments.length === 1) return { start: only.at + start, end: only.at + end }
  if (start === end) {
    const before = origin(text, { start: start - 1, end: start })
    const at = before?.location.range.end ?? only.at
    return { start: at, end: at }
  }
  return origin(text, { start, end })?.location.range ?? { start: only.at, end: only.at }
}
