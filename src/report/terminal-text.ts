import { eastAsianWidth } from 'get-east-asian-width'

/** Columns from one tab stop to the next, as terminals have them. */
const tabStop = 8

// C0 and C1 controls, DEL, separators that some programs take for line ends, marks that turn the direction of text
// around or show nothing at all, and halves of surrogate pairs.
const hidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\0-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

function picture(character: string): string {
  const code = character.charCodeAt(0)
  if (code < 0x20) return String.fromCharCode(0x2400 + code)
  if (code === 0x7f) return '\u2421'
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`
}

/**
 * Text that a terminal shows as it is: control characters and marks that change the direction of text, which could hide
 * or imitate something, are shown as signs that stand for them.
 */
export function visible(text: string): string {
  return text.replaceAll(hidden, picture)
}

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
