import type { Range } from '../text/range.js'
import { isSpace, skipSpace } from './characters.js'

/**
 * The lines of a file as Postfix reads them (`readllines` in `src/util/readlline.c`). They tile the text: each
 * character belongs to exactly one.
 */
export type Line = LogicalLine | Comment | Blank | Orphan

/** Text that is joined from one or more physical lines, with the comments and blank lines between them left out. */
export interface LogicalLine {
  readonly type: 'logical'
  readonly range: Range
  /** The physical lines that count, each without its newline; a continuation keeps its leading white space. */
  readonly pieces: readonly Range[]
  /** Comments and blank lines between the pieces: they do not end a logical line. */
  readonly inner: readonly (Comment | Blank)[]
}

/** A physical line whose first character that is not white space is `#`. */
export interface Comment {
  readonly type: 'comment'
  readonly range: Range
  /** Offset of the `#`. */
  readonly hash: number
}

/** A physical line with nothing but white space. */
export interface Blank {
  readonly type: 'blank'
  readonly range: Range
}

/** Indented text with nothing before it to continue: Postfix warns and throws it away. */
export interface Orphan {
  readonly type: 'orphan'
  readonly range: Range
  readonly pieces: readonly Range[]
  readonly inner: readonly (Comment | Blank)[]
}

const HASH = 35

/** Most lines have nothing between their pieces. */
const nothing: readonly (Comment | Blank)[] = []

/** Cuts a text into Postfix's logical lines. Any string whatsoever gives lines that tile it. */
export function scanLines(text: string): readonly Line[] {
  const lines: Line[] = []
  let start = 0
  let pieces: Range[] = []
  let inner: (Comment | Blank)[] | undefined
  // Comments and blank lines after the last piece belong to the entry only if another piece follows.
  const waiting: (Comment | Blank)[] = []

  const finish = () => {
    const last = pieces.at(-1)
    if (last !== undefined) {
      const first = pieces[0] ?? last
      const end = text.charCodeAt(last.end) === 10 ? last.end + 1 : last.end
      const orphan = isSpace(text.charCodeAt(first.start))
      lines.push({ type: orphan ? 'orphan' : 'logical', range: { start, end }, pieces, inner: inner ?? nothing })
      pieces = []
      inner = undefined
    }
    for (const line of waiting) lines.push(line)
    waiting.length = 0
  }

  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf('\n', at)
    const end = newline < 0 ? text.length : newline
    const next = newline < 0 ? text.length : newline + 1
    const first = skipSpace(text, at, end)
    if (first === end) {
      waiting.push({ type: 'blank', range: { start: at, end: next } })
    } else if (text.charCodeAt(first) === HASH) {
      waiting.push({ type: 'comment', range: { start: at, end: next }, hash: first })
    } else {
      if (pieces.length > 0 && first > at) {
        if (waiting.length > 0) {
          inner ??= []
          for (const line of waiting) inner.push(line)
          waiting.length = 0
        }
      } else {
        finish()
        start = at
      }
      pieces.push({ start: at, end })
    }
    at = next
  }
  finish()
  return lines
}
