import { isSpace } from '../../../src/syntax/characters.js'
import type { Range } from '../../../src/text/range.js'

/**
 * What the two readers of a file are compared by: a row for each thing that both know, with its place. White space
 * at both ends does not count.
 */
export class Rows {
  readonly #text: string
  readonly #rows: { readonly start: number; readonly row: string }[] = []

  constructor(text: string) {
    this.#text = text
  }

  add(what: string, { start, end }: Range, ...more: readonly (Range | undefined)[]): void {
    const places = [{ start, end }, ...more].map(range => this.#place(range))
    // Nothing but white space: one of the two has no node for it.
    if (places[0] === '-') return
    this.#rows.push({ start, row: `${what} ${places.join(' ')}` })
  }

  /** Only where something begins, past the white space: the rest is compared by its parts, or of no interest. */
  addFirst(what: string, { start, end }: Range): void {
    let at = start
    while (at < end && isSpace(this.#text.charCodeAt(at))) at++
    this.#rows.push({ start: at, row: `${what} ${at}` })
  }

  /** Only its first line: white space around newlines belongs to it or not. */
  addLine(what: string, { start, end }: Range): void {
    const newline = this.#text.indexOf('\n', start)
    this.add(what, { start, end: newline < 0 ? end : Math.min(end, newline) })
  }

  sorted(): readonly string[] {
    return this.#rows
      .sort((one, other) => one.start - other.start || (one.row < other.row ? -1 : 1))
      .map(({ row }) => row)
  }

  #place(range: Range | undefined): string {
    if (range === undefined) return '-'
    let { start, end } = range
    while (start < end && isSpace(this.#text.charCodeAt(start))) start++
    while (end > start && isSpace(this.#text.charCodeAt(end - 1))) end--
    return end === start ? '-' : `${start}-${end}`
  }
}

/** Option letters that are none (half of a character, a bracket) the two count differently. */
export const isLetter = (letter: string) => /^[A-Za-z0-9]$/.test(letter)
