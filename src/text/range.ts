/** A stretch of a file, in UTF-16 code units; `end` is exclusive. */
export interface Range {
  readonly start: number
  readonly end: number
  /** Never set: it only keeps file ranges and value spans apart in the type checker. */
  readonly in?: 'file'
}

/** A stretch of a value's logical text (pieces joined, comments gone), in UTF-16 code units; `end` is exclusive. */
export interface Span {
  readonly start: number
  readonly end: number
  /** Never set: it only keeps file ranges and value spans apart in the type checker. */
  readonly in?: 'value'
}

/** A place in a file, which is known by the name its `SourceText` carries. */
export interface Location {
  readonly file: string
  readonly range: Range
}

/** Replace a stretch of a file by other text. */
export interface Edit {
  readonly file: string
  readonly range: Range
  readonly text: string
}

/** Makes a file range. */
export function range(start: number, end: number): Range {
  return { start, end }
}
