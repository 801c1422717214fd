import { isBlank } from '../syntax/characters.js'
import { type LogicalLine, scanLines } from '../syntax/lines.js'
import type { Edit, Range } from '../text/range.js'
import type { SourceText } from '../text/source-text.js'

const EQUALS = 61

/** The entries of either file, whatever is wrong with them. */
export function entriesOf(source: SourceText): readonly LogicalLine[] {
  return scanLines(source.text).filter(line => line.type === 'logical')
}

/** The name a logical line begins with: all that stands before white space or `=` on its first physical line. */
export function leadingName(source: SourceText, line: Pick<LogicalLine, 'pieces'>): string {
  const [first] = line.pieces
  if (first === undefined) return ''
  let end = first.start
  while (end < first.end && !isBlank(source.text.charCodeAt(end)) && source.text.charCodeAt(end) !== EQUALS) end++
  return source.text.slice(first.start, end)
}

/** A physical line with its newline. */
function withNewline(source: SourceText, piece: Range): Range {
  return source.text.charCodeAt(piece.end) === 10 ? { start: piece.start, end: piece.end + 1 } : piece
}

/** Puts other text in place of an entry. What stands between its lines, comments above all, stays and comes after. */
export function replaceEntry(source: SourceText, line: Pick<LogicalLine, 'pieces'>, text: string): readonly Edit[] {
  const file = source.name
  return line.pieces.map((piece, index) => ({ file, range: withNewline(source, piece), text: index === 0 ? text : '' }))
}

/** Takes an entry out; what stands between its lines stays. */
export function removeEntry(source: SourceText, line: Pick<LogicalLine, 'pieces'>): readonly Edit[] {
  return replaceEntry(source, line, '')
}

/** Makes comments of the lines of an entry. */
export function commentOutEntry(source: SourceText, line: Pick<LogicalLine, 'pieces'>): readonly Edit[] {
  return line.pieces.map(({ start }) => ({ file: source.name, range: { start, end: start }, text: '#' }))
}

/** Puts other text in place of an entry, after the comments and blank lines that stand in it and below it. */
export function moveEntry(
  source: SourceText,
  line: LogicalLine,
  below: readonly Range[],
  text: string,
): readonly Edit[] {
  const last = below.at(-1) ?? line.range
  const end = Math.max(last.end, line.range.end)
  const removed = removeEntry(source, line)
  // An insertion right where the last line was taken away belongs to the same edit.
  const final = removed.at(-1)
  if (final !== undefined && final.range.end === end) return [...removed.slice(0, -1), { ...final, text }]
  return [...removed, { file: source.name, range: { start: end, end }, text }]
}

/** Adds a line at the end of a file, which may lack its last newline. */
export function appendLine(source: SourceText, text: string): readonly Edit[] {
  const { length } = source.text
  const newline = length > 0 && source.text.charCodeAt(length - 1) !== 10 ? '\n' : ''
  return [{ file: source.name, range: { start: length, end: length }, text: newline + text }]
}

/** The comments and blank lines directly after each entry. */
export function linesBelow(source: SourceText): ReadonlyMap<number, readonly Range[]> {
  const below = new Map<number, Range[]>()
  let current: Range[] | undefined
  for (const line of scanLines(source.text)) {
    if (line.type === 'logical') {
      current = []
      below.set(line.range.start, current)
    } else current?.push(line.range)
  }
  return below
}
