import type { MappedText } from '../../text/mapped-text.js'
import type { SourceText } from '../../text/source-text.js'
import { isSpace } from '../characters.js'
import type { LogicalLine } from '../lines.js'
import { lineParts, logicalText } from '../logical-text.js'
import type { LineParts } from '../nodes.js'
import type { EntryPart } from './nodes.js'

/** A stretch of a logical line. */
export function partOf(text: MappedText, start: number, end: number): EntryPart {
  return { text, span: { start, end }, value: text.text.slice(start, end) }
}

/** A logical line with its text, ready to be taken apart. */
export interface OpenedLine {
  readonly parts: LineParts
  readonly text: MappedText
}

/** Reads the text of a logical line. */
export function openLine(source: SourceText, line: LogicalLine, firstNul: number): OpenedLine {
  if (firstNul >= 0) return { parts: lineParts(source, line, firstNul), text: logicalText(source, line) }
  const { range, pieces, inner } = line
  return { parts: { range, pieces, inner }, text: logicalText(source, line) }
}

/** Offset of the end of a word that begins at `start`. */
export function wordEnd(text: string, start: number, end = text.length): number {
  let at = start
  while (at < end && !isSpace(text.charCodeAt(at))) at++
  return at
}
