import { type MappedText, mappedFrom } from '../../text/mapped-text.js'
import type { SourceText } from '../../text/source-text.js'
import { skipSpace } from '../characters.js'
import type { Blank, Comment } from '../lines.js'
import type { LineParts } from '../nodes.js'

const HASH = 35
const none: readonly never[] = []

/** A line of a file in which nothing is continued. */
export interface PhysicalLine {
  readonly start: number
  /** Before the newline. */
  readonly end: number
  /** After it. */
  readonly next: number
}

/** The physical line that begins at an offset; undefined at the end of the text. */
export function physicalLineAt(text: string, start: number): PhysicalLine | undefined {
  if (start >= text.length) return undefined
  const newline = text.indexOf('\n', start)
  return newline < 0 ? { start, end: text.length, next: text.length } : { start, end: newline, next: newline + 1 }
}

/** A comment or blank line; undefined for any other. Some files know comments only where the `#` comes first. */
export function ignoredLine(text: string, line: PhysicalLine, indentedComments: boolean): Comment | Blank | undefined {
  const range = { start: line.start, end: line.next }
  const first = skipSpace(text, line.start, line.end)
  if (text.charCodeAt(first) === HASH && first < line.end && (indentedComments || first === line.start)) {
    return { type: 'comment', range, hash: first }
  }
  return first === line.end ? { type: 'blank', range } : undefined
}

/** What a node keeps of one or more physical lines. */
export function partsOf(first: PhysicalLine, last = first): LineParts {
  return {
    range: { start: first.start, end: last.next },
    pieces: [{ start: first.start, end: last.end }],
    inner: none,
  }
}

/** The text of a line, cut at a NUL byte as C strings are. */
export function textOf(source: SourceText, line: PhysicalLine): MappedText {
  const text = source.text.slice(line.start, line.end)
  const nul = text.indexOf('\0')
  return mappedFrom(source.name, nul < 0 ? text : text.slice(0, nul), line.start)
}
