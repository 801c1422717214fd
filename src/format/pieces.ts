import { isSpace } from '../syntax/characters.js'
import type { Edit, Range } from '../text/range.js'
import type { SourceText } from '../text/source-text.js'
import { contentEnd, endsInReturn, leading, respace, separates, trailing } from './white-space.js'

/** The physical lines of an entry, and what must not be touched in them. */
export interface Layout {
  readonly source: SourceText
  readonly pieces: readonly Range[]
  /** What the white space between stands for nothing: words, list elements; in order. */
  readonly words: readonly Range[]
  /** White space before the second and further lines, where it means nothing. */
  readonly indent: string
  /**
   * The white space between two physical lines that are not inside a word means nothing. Where it does, it becomes a part
   * of the value: then each character of it stays.
   */
  readonly free: (boundary: number) => boolean
}

/** Indents the further lines of an entry, and takes the white space at the end of each line away. */
export function layOut({ source, pieces, words, indent, free }: Layout): readonly Edit[] {
  const edits: Edit[] = []
  let word = 0
  pieces.forEach((piece, index) => {
    const end = contentEnd(source, piece)
    const next = pieces[index + 1]
    if (next === undefined) return
    while ((words[word]?.end ?? Number.POSITIVE_INFINITY) <= next.start) word++
    const inside = (words[word]?.start ?? next.start) < next.start
    if (!inside && free(next.start)) {
      edits.push(...respace(source, trailing(source, piece.start, end, separates), ''))
      edits.push(...respace(source, leading(source, next.start, next.end, separates), indent))
      return
    }
    edits.push(...keepJoined(source, trailing(source, piece.start, end), leading(source, next.start, next.end)))
  })
  return edits
}

/** Moves white space from the end of a line to the front of the next: Postfix reads the same text. */
function keepJoined(source: SourceText, before: Range, after: Range): readonly Edit[] {
  const moved = source.text.slice(before.start, before.end)
  if (moved === '' || moved.includes('\r') || endsInReturn(source, before.end)) return []
  const indent = moved + source.text.slice(after.start, after.end)
  return [...respace(source, before, ''), ...respace(source, after, indent)]
}

/**
 * Takes the white space at the end of an entry's last line away.
 * @param from where what must not be touched ends
 */
export function trimEnd(source: SourceText, pieces: readonly Range[], from: number, space = isSpace): readonly Edit[] {
  const last = pieces.at(-1)
  if (last === undefined) return []
  return respace(source, trailing(source, Math.max(last.start, from), contentEnd(source, last), space), '')
}
