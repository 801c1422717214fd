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
  const next = lineReader(text)
  for (let line = next(); line !== undefined; line = next()) lines.push(line)
  return lines
}

/**
 * Reads the logical lines of a text one by one: a function that gives the next one, and undefined at the end.
 * @param from where a logical line begins
 */
export function lineReader(text: string, from = 0): () => Line | undefined {
  let at = from
  let start = from
  let pieces: Range[] = []
  let inner: (Comment | Blank)[] | undefined
  // Comments and blank lines after the last piece belong to the entry only if another piece follows.
  let waiting: (Comment | Blank)[] = []
  let ready: readonly (Comment | Blank)[] = []
  let given = 0

  const finish = (): Line | undefined => {
    const last = pieces.at(-1)
    // What waited is given after the entry, before anything else is read.
    if (waiting.length > 0) {
      ready = waiting
      waiting = []
      given = 0
    }
    if (last === undefined) return undefined
    const first = pieces[0] ?? last
    const end = text.charCodeAt(last.end) === 10 ? last.end + 1 : last.end
    const orphan = isSpace(text.charCodeAt(first.start))
    const type = orphan ? 'orphan' : 'logical'
    const line: Line = { type, range: { start, end }, pieces, inner: inner ?? nothing }
    pieces = []
    inner = undefined
    return line
  }

  return () => {
    for (;;) {
      const kept = ready[given]
      if (kept !== undefined) {
        given++
        return kept
      }
      if (at >= text.length) {
        if (pieces.length === 0 && waiting.length === 0) return undefined
        const line = finish()
        if (line !== undefined) return line
        continue
      }
      const newline = text.indexOf('\n', at)
      const end = newline < 0 ? text.length : newline
      const next = newline < 0 ? text.length : newline + 1
      const first = skipSpace(text, at, end)
      let line: Line | undefined
      if (first === end) {
        waiting.push({ type: 'blank', range: { start: at, end: next } })
      } else if (text.charCodeAt(first) === HASH) {
        waiting.push({ type: 'comment', range: { start: at, end: next }, hash: first })
      } else {
        if (pieces.length > 0 && first > at) {
          if (waiting.length > 0) {
            inner ??= []
            for (const other of waiting) inner.push(other)
            waiting = []
          }
        } else {
          line = finish()
          start = at
        }
        pieces.push({ start: at, end })
      }
      at = next
      if (line !== undefined) return line
    }
  }
}
