import { eastAsianWidth } from 'get-east-asian-width'
import { visible } from './visible.js'

/** Columns from one tab stop to the next, as terminals have them. */
const tabStop = 8

let graphemes: Intl.Segmenter | undefined

const plain = /^[\x20-\x7e]*$/
const combining = /^[\p{Mn}\p{Me}\p{Cf}]+$/u
const emoji = /\p{Emoji_Presentation}|\ufe0f/u

/** Columns that visible text takes on a terminal. */
export function columns(text: string): number {
  if (plain.test(text)) return text.length
  graphemes ??= new Intl.Segmenter('en', { granularity: 'grapheme' })
  let width = 0
  for (const { segment } of graphemes.segment(text)) width += widthOf(segment)
  return width
}

function widthOf(grapheme: string): number {
  if (combining.test(grapheme)) return 0
  if (emoji.test(grapheme)) return 2
  return eastAsianWidth(grapheme.codePointAt(0) ?? 0)
}

/** A piece of a line as it is shown, with where it stands. */
export interface Cell {
  /** Offset in the line, and after it. */
  readonly offset: number
  readonly end: number
  /** Column from 0. */
  readonly column: number
  readonly width: number
  readonly text: string
}

/** Cuts a line into what a terminal shows as one sign each: tabs become spaces, hidden characters become visible. */
export function cellsOf(line: string): readonly Cell[] {
  const cells: Cell[] = []
  let column = 0
  const add = (offset: number, end: number, text: string, width: number) => {
    cells.push({ offset, end, column, width, text })
    column += width
  }
  for (const [offset, segment] of segmentsOf(line)) {
    const end = offset + segment.length
    if (segment === '\t') {
      const width = tabStop - (column % tabStop)
      add(offset, end, ' '.repeat(width), width)
    } else {
      const text = visible(segment)
      add(offset, end, text, columns(text))
    }
  }
  return cells
}

function segmentsOf(line: string): Iterable<readonly [number, string]> {
  if (/^[\t\x20-\x7e]*$/.test(line)) return [...line].entries()
  graphemes ??= new Intl.Segmenter('en', { granularity: 'grapheme' })
  return Array.from(graphemes.segment(line), ({ index, segment }) => [index, segment] as const)
}
