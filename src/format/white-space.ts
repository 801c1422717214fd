import { isBlank, isSpace } from '../syntax/characters.js'
import type { Edit, Range } from '../text/range.js'
import type { SourceText } from '../text/source-text.js'

/** Puts other white space in place of a stretch; no edit when it stands there already. */
export function respace(source: SourceText, range: Range, text: string): readonly Edit[] {
  if (source.text.slice(range.start, range.end) === text) return []
  return [{ file: source.name, range, text }]
}

/** How the lines of a file end: as its first line does. */
export function lineEnd(source: SourceText): string {
  const newline = source.text.indexOf('\n')
  return newline > 0 && source.text.charCodeAt(newline - 1) === 13 ? '\r\n' : '\n'
}

/**
 * Where a physical line ends for people: before its newline, or before the `\r\n` that stands for one. To Postfix that
 * `\r` is white space at the end of the line; it stays.
 */
export function contentEnd(source: SourceText, line: Range): number {
  const { text } = source
  let { end } = line
  if (end > line.start && text.charCodeAt(end - 1) === 10) end--
  return end > line.start && text.charCodeAt(end) === 10 && text.charCodeAt(end - 1) === 13 ? end - 1 : end
}

/** True when a line ends in `\r\n`. */
export function endsInReturn(source: SourceText, end: number): boolean {
  return source.text.charCodeAt(end) === 13
}

/** The white space at the front of a physical line, up to `end`. */
export function leading(source: SourceText, start: number, end: number, space = isSpace): Range {
  let at = start
  while (at < end && space(source.text.charCodeAt(at))) at++
  return { start, end: at }
}

/** The white space before `end`, down to `start`. */
export function trailing(source: SourceText, start: number, end: number, space = isSpace): Range {
  let at = end
  while (at > start && space(source.text.charCodeAt(at - 1))) at--
  return { start: at, end }
}

/** White space that separates the words of a list; a vertical tab or form feed does not. */
export const separates: typeof isSpace = isBlank
