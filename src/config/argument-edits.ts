import type { LineParts } from '../syntax/nodes.js'
import type { Edit, Range } from '../text/range.js'

const blanks = ' \t\r'

/**
 * Removes a stretch of a logical line: with the whole physical line when nothing else stands on it, otherwise with the
 * white space before it. The first physical line of an entry always stays.
 */
export function removeStretch(
  file: string,
  source: string,
  entry: Pick<LineParts, 'pieces'>,
  stretch: Range,
): readonly Edit[] {
  const [first] = entry.pieces
  let start = stretch.start
  while (blanks.includes(source.charAt(start - 1)) && start > 0) start--
  let end = stretch.end
  while (end < source.length && blanks.includes(source.charAt(end))) end++
  const alone =
    (start === 0 || source.charAt(start - 1) === '\n') && (end === source.length || source.charAt(end) === '\n')
  if (!alone) return [{ file, range: { start, end: stretch.end }, text: '' }]
  if (first !== undefined && start >= first.start && start <= first.end) return [{ file, range: stretch, text: '' }]
  return [{ file, range: { start, end: Math.min(end + 1, source.length) }, text: '' }]
}

/** Removes a logical line and leaves the comments between its pieces. */
export function removeLine(file: string, source: string, line: Pick<LineParts, 'pieces'>): readonly Edit[] {
  return line.pieces.map(({ start, end }) => ({
    file,
    range: { start, end: Math.min(end + 1, source.length) },
    text: '',
  }))
}

/** Puts a text that stands at the end of a physical line as a comment on a line of its own, above. */
export function commentAbove(file: string, source: string, stretch: Range, above: number): readonly Edit[] | null {
  let start = stretch.start
  while (blanks.includes(source.charAt(start - 1)) && start > 0) start--
  let end = stretch.end
  while (end < source.length && blanks.includes(source.charAt(end))) end++
  if (end < source.length && source.charAt(end) !== '\n') return null
  const text = source.slice(stretch.start, stretch.end)
  if (text.includes('\n')) return null
  return [
    { file, range: { start: above, end: above }, text: `${text}\n` },
    { file, range: { start, end: stretch.end }, text: '' },
  ]
}
