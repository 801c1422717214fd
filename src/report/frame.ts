import type { Range } from '../text/range.js'
import type { SourceText } from '../text/source-text.js'
import type { Paint, Palette } from './palette.js'
import { type Cell, cellsOf } from './terminal-text.js'

/** Physical lines of one range that are shown; of more, the middle is left out. */
const maximumLines = 6

/** How a stretch of a file is to be drawn. */
export interface FrameStyle {
  readonly palette: Palette
  /** Columns of the terminal. */
  readonly width: number
  /** Columns of the line numbers. */
  readonly gutter: number
  /** What underlines the place, and in which colour. */
  readonly mark: '^' | '-'
  readonly paint: Paint
  /** Said behind the last underline. */
  readonly label?: string
}

/** The lines of a file that a range is in, with the very characters underlined. */
export function drawFrame(source: SourceText, range: Range, style: FrameStyle): readonly string[] {
  if (source.isSecret(range)) {
    const number = String(source.positionAt(range.start).line).padStart(style.gutter - 1)
    return [` ${number} ${style.palette.frame('| (not shown: the line holds a secret)')}`]
  }
  const lines = linesOf(source, range)
  const drawn =
    lines.length > maximumLines ? [...lines.slice(0, maximumLines - 2), undefined, ...lines.slice(-2)] : lines
  return drawn.flatMap((line, index) => {
    if (line === undefined) return [`${' '.repeat(style.gutter)} ${style.palette.frame('...')}`]
    const label = index === drawn.length - 1 ? style.label : undefined
    return drawLine(source, line, style, label)
  })
}

interface MarkedLine {
  readonly number: number
  readonly start: number
  readonly end: number
  /** The characters to underline; empty: the place between two characters. */
  readonly marked: Range
}

function linesOf(source: SourceText, range: Range): readonly MarkedLine[] {
  const first = source.positionAt(range.start).line
  const last = source.positionAt(range.end > range.start ? range.end - 1 : range.end).line
  const result: MarkedLine[] = []
  for (let number = first; number <= last; number++) {
    // Of a range over very many lines, only those that will be shown are looked at.
    if (number - first >= maximumLines && last - number >= maximumLines) {
      number = last - maximumLines
      continue
    }
    const start = source.lineStarts[number - 1] ?? 0
    const { end } = source.lineAt(start)
    const text = source.text.slice(start, end)
    const indent = number === first ? 0 : text.length - text.trimStart().length
    const from = Math.max(range.start, start + indent)
    const to = Math.min(range.end, start + (number === last ? text.length : text.trimEnd().length))
    const blank = from >= to && number !== first && number !== last
    if (!blank)
      result.push({
        number,
        start,
        end,
        marked: { start: Math.min(from, end), end: Math.max(to, Math.min(from, end)) },
      })
  }
  return result
}

function drawLine(
  source: SourceText,
  line: MarkedLine,
  style: FrameStyle,
  label: string | undefined,
): readonly string[] {
  const { palette, gutter, mark, paint } = style
  const room = Math.max(20, style.width - gutter - 3)
  const { cells, cutBefore, cutAfter } = visiblePart(source, line, room)
  const before = cutBefore ? '…' : ''
  const origin = cells[0]?.column ?? 0
  const columnOf = (cell: Cell | undefined): number => {
    const last = cells.at(-1)
    return (cell?.column ?? (last === undefined ? 0 : last.column + last.width)) - origin
  }
  const start = line.marked.start - line.start
  const end = line.marked.end - line.start
  // A sign of several characters is underlined as a whole.
  const from = columnOf(cells.find(cell => cell.end > start))
  const to = columnOf(cells.find(cell => cell.offset >= end))
  const underline = mark.repeat(Math.max(1, to - from))
  const number = palette.frame(`${String(line.number).padStart(gutter)} |`)
  const empty = palette.frame(`${' '.repeat(gutter)} |`)
  const text = `${before}${cells.map(cell => cell.text).join('')}${cutAfter ? '…' : ''}`.trimEnd()
  const said = label === undefined ? underline : `${underline} ${label}`
  return [`${number} ${text}`.trimEnd(), `${empty} ${' '.repeat(before.length + from)}${paint(said)}`]
}

interface Part {
  readonly cells: readonly Cell[]
  readonly cutBefore: boolean
  readonly cutAfter: boolean
}

/** As much of a line around its marked characters as there is room for. */
function visiblePart(source: SourceText, line: MarkedLine, room: number): Part {
  // Far from the mark nothing is looked at: a line can be megabytes long.
  const near = room * 4
  const start = Math.max(line.start, line.marked.start - near)
  const end = Math.min(line.end, line.marked.start + near)
  const shift = start - line.start
  const cells = cellsOf(source.text.slice(start, end)).map(cell => ({
    ...cell,
    offset: cell.offset + shift,
    end: cell.end + shift,
  }))
  const last = cells.at(-1)
  if (start === line.start && end === line.end && (last === undefined || last.column + last.width <= room)) {
    return { cells, cutBefore: false, cutAfter: false }
  }
  const usable = room - 2
  const markedAt = cells.findIndex(cell => cell.offset >= line.marked.start - line.start)
  const anchor = markedAt < 0 ? cells.length : markedAt
  const columnOf = (index: number) => cells[index]?.column ?? (last === undefined ? 0 : last.column + last.width)
  const markedEnd = cells.findIndex(cell => cell.offset >= line.marked.end - line.start)
  const markWidth = columnOf(markedEnd < 0 ? cells.length : markedEnd) - columnOf(anchor)
  // The mark is shown from its start, with some of what stands before it for orientation.
  const lead = Math.max(Math.floor(usable / 4), usable - markWidth - Math.floor(usable / 4))
  const total = columnOf(cells.length)
  const wanted = Math.min(columnOf(anchor) - lead, Math.max(0, total - usable))
  const first = wanted <= 0 ? 0 : cells.findIndex(cell => cell.column >= wanted)
  const limit = columnOf(first) + usable
  const after = cells.findIndex(cell => cell.column + cell.width > limit)
  const stop = after < 0 ? cells.length : after
  return {
    cells: cells.slice(first, stop),
    cutBefore: first > 0 || shift > 0,
    cutAfter: stop < cells.length || end < line.end,
  }
}
