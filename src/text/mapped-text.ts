import type { Location, Range, Span } from './range.js'

/**
 * Text that was put together from stretches of files (the pieces of a continued line, the values of `$names`), and
 * still knows where each character came from.
 */
export interface MappedText {
  readonly text: string
  /** In order of `out`; the first starts at 0 unless the text is empty. A segment reaches to the next one's `out`. */
  readonly segments: readonly Segment[]
}

/** A stretch of mapped text that was copied from one place, character by character. */
export interface Segment {
  /** Where it starts in the mapped text. */
  readonly out: number
  /** File it was copied from; absent for text that no file holds (a built-in default, a host's name). */
  readonly file?: string | undefined
  /** Offset of its first character in that file (or in the default's text). */
  readonly at: number
  /** The `$name` that brought it here, when it was not written in the value itself. */
  readonly via?: Expansion | undefined
}

/** One step of `$name` expansion. */
export interface Expansion {
  readonly name: string
  /** Where the reference is written; absent when it stands in a built-in default. */
  readonly reference?: Location | undefined
  /** The expansion this reference itself came out of. */
  readonly within?: Expansion | undefined
}

/** Where a stretch of mapped text is shown to a person. */
export interface Origin {
  /** The place in the value as written: the text itself, or the outermost `$name` that stands for it. */
  readonly location: Location
  /** Set when the text came out of a `$name`: the place where the text itself is written, if a file holds it. */
  readonly definition?: Location
  readonly via?: Expansion
}

/** Text that is one stretch of one file. */
export function mappedFrom(file: string, text: string, at: number): MappedText {
  return { text, segments: text.length > 0 ? [{ out: 0, file, at }] : [] }
}

/** Text that no file holds. */
export function unmapped(text: string): MappedText {
  return { text, segments: text.length > 0 ? [{ out: 0, at: 0 }] : [] }
}

/** Joins stretches of one file: the pieces of a logical line. */
export function joinRanges(file: string, source: string, pieces: readonly Range[]): MappedText {
  const [only] = pieces
  if (pieces.length === 1 && only !== undefined) {
    return mappedFrom(file, source.slice(only.start, only.end), only.start)
  }
  let text = ''
  const segments: Segment[] = []
  for (const piece of pieces) {
    if (piece.end > piece.start) segments.push({ out: text.length, file, at: piece.start })
    text += source.slice(piece.start, piece.end)
  }
  return { text, segments }
}

/** The part of a mapped text that a span covers; places stay true. */
export function sliceMapped(mapped: MappedText, start: number, end: number): MappedText {
  const text = mapped.text.slice(start, end)
  if (text.length === 0) return { text: '', segments: [] }
  const [only] = mapped.segments
  // Nearly every value is one piece of one file.
  if (mapped.segments.length === 1 && only !== undefined && only.via === undefined) {
    const at = only.at + Math.max(0, start - only.out)
    return { text, segments: [only.file === undefined ? { out: 0, at } : { out: 0, file: only.file, at }] }
  }
  const segments: Segment[] = []
  for (let index = segmentAt(mapped, start); index < mapped.segments.length; index++) {
    const segment = mapped.segments[index]
    if (segment === undefined || segment.out >= end) break
    const cut = Math.max(0, start - segment.out)
    segments.push({ ...segment, out: segment.out + cut - start, at: segment.at + cut })
  }
  return { text, segments }
}

/** Index of the segment that holds an offset of the mapped text (the last one for the end of the text). */
export function segmentAt(mapped: MappedText, offset: number): number {
  let low = 0
  let high = mapped.segments.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((mapped.segments[middle]?.out ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}

/**
 * Where a span of mapped text is written. Undefined when no file holds any of it (all of it is a built-in default).
 * A span that covers several pieces gives the range from its first to its last character.
 */
export function origin(mapped: MappedText, span: Span): Origin | undefined {
  const [only] = mapped.segments
  if (only === undefined) return undefined
  if (mapped.segments.length === 1 && only.via === undefined) {
    // Nearly every value is one piece of one file.
    if (only.file === undefined) return undefined
    const start = only.at + span.start - only.out
    const end = Math.max(start, only.at + span.end - only.out)
    return { location: { file: only.file, range: { start, end } } }
  }
  const last = Math.max(span.start, span.end - 1)
  const from = place(mapped, span.start, segmentAt(mapped, span.start), span.end === span.start)
  const to = place(mapped, last, segmentAt(mapped, last), span.end === span.start)
  const anchor = from ?? to
  if (anchor === undefined) return undefined
  const sameFile = from !== undefined && to !== undefined && from.location.file === to.location.file
  const end = sameFile ? Math.max(from.location.range.end, to.location.range.end) : anchor.location.range.end
  const start = sameFile ? Math.min(from.location.range.start, to.location.range.start) : anchor.location.range.start
  const location = { file: anchor.location.file, range: { start, end } }
  return {
    location,
    ...(anchor.definition && { definition: anchor.definition }),
    ...(anchor.via && { via: anchor.via }),
  }
}

function place(mapped: MappedText, offset: number, index: number, empty: boolean): Origin | undefined {
  const segment = mapped.segments[index]
  if (segment === undefined) return undefined
  const at = segment.at + offset - segment.out
  const own =
    segment.file === undefined ? undefined : { file: segment.file, range: { start: at, end: empty ? at : at + 1 } }
  const outermost = segment.via && outermostReference(segment.via)
  if (outermost === undefined) return own && { location: own, ...(segment.via && { via: segment.via }) }
  return { location: outermost, ...(own && { definition: own }), ...(segment.via && { via: segment.via }) }
}

/** The reference in the value as written from which a nested expansion began; undefined within a built-in default. */
export function outermostReference(expansion: Expansion): Location | undefined {
  let step: Expansion | undefined = expansion
  let reference: Location | undefined
  while (step !== undefined) {
    reference = step.reference
    step = step.within
  }
  return reference
}

/** Collects mapped text piece by piece. */
export interface MappedBuilder {
  /** Appends part of another mapped text; `via`, when given, is the expansion that all of it now comes from. */
  append(mapped: MappedText, start: number, end: number, via?: Expansion): void
  readonly length: number
  build(): MappedText
}

/** Starts an empty mapped text. */
export function buildMapped(): MappedBuilder {
  return new Builder()
}

/** A class because each expansion makes one, and closures cost many times as much. */
class Builder implements MappedBuilder {
  #text = ''
  readonly #segments: Segment[] = []

  append(mapped: MappedText, start: number, end: number, via?: Expansion): void {
    if (end <= start) return
    for (let index = segmentAt(mapped, start); index < mapped.segments.length; index++) {
      const segment = mapped.segments[index]
      if (segment === undefined || segment.out >= end) break
      const cut = Math.max(0, start - segment.out)
      const next: Segment = {
        out: this.#text.length + Math.max(0, segment.out - start),
        file: segment.file,
        at: segment.at + cut,
        via: via ?? segment.via,
      }
      const before = this.#segments.at(-1)
      if (before === undefined || !continues(before, next)) this.#segments.push(next)
    }
    this.#text += mapped.text.slice(start, end)
  }

  get length(): number {
    return this.#text.length
  }

  build(): MappedText {
    return { text: this.#text, segments: this.#segments }
  }
}

function continues(before: Segment, next: Segment): boolean {
  return before.file === next.file && before.via === next.via && before.at + next.out - before.out === next.at
}
