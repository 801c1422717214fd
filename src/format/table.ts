import { hasPlaceholder } from '../config/placeholders.js'
import type { Table } from '../config/tables.js'
import { fileRange } from '../syntax/logical-text.js'
import type { EntryPart, TableLine, TableSyntax } from '../syntax/tables/nodes.js'
import { tableReader } from '../syntax/tables/read-table.js'
import { applyEdits } from '../text/edits.js'
import type { Edit, Range } from '../text/range.js'
import type { SourceText } from '../text/source-text.js'
import { type FormatScope, formatBlanks, newlineAtEnd } from './format.js'
import { formatSetting } from './setting.js'
import { blankLinesBetween, blankLinesInside, longestAlignedKey } from './style.js'
import { contentEnd, respace, trailing } from './white-space.js'

/** The tables that have a style: lines of a key and an answer, and settings of database clients. */
const styled: ReadonlySet<TableSyntax> = new Set(['postmap', 'aliases', 'regexp', 'pcre', 'cidr', 'client'])

/** What of a table its form depends on. */
export type FormattedTable = Pick<Table, 'source' | 'syntax'>

/** The place between a key and its answer, which is all of an entry that is moved. */
interface Gap {
  readonly range: Range
  /** Characters from the start of the line to the end of the key. */
  readonly keyWidth: number
  /** What stands between key and gap: the colon of an alias. */
  readonly colon: boolean
}

/**
 * The edits that give a table the style of `docs/formatting.md`: answers of neighbouring lines begin in one column. What is
 * continued over several lines keeps every character, since white space there can count.
 */
export function tableEdits({ source, syntax }: FormattedTable, scope: FormatScope = {}): readonly Edit[] {
  if (!styled.has(syntax)) return []
  const edits: Edit[] = []
  const touched = ({ start, end }: Range) =>
    scope.within === undefined || (start <= scope.within.end && end >= scope.within.start)
  const allowed = (lines: number) => (scope.keepBlankLines ? Number.POSITIVE_INFINITY : lines)
  let blanks: Range[] = []
  let block: Gap[] = []
  const finishBlanks = (atEnd: boolean): void => {
    const [first] = blanks
    const most = atEnd || first?.start === 0 ? 0 : blankLinesBetween
    if (first !== undefined && touched({ start: first.start, end: blanks.at(-1)?.end ?? 0 }))
      edits.push(...formatBlanks(source, blanks, allowed(most)))
    blanks = []
  }
  const finishBlock = (): void => {
    edits.push(...align(source, block, touched))
    block = []
  }
  const next = tableReader(source, syntax)
  let last: TableLine | undefined
  for (let line = next(); line !== undefined; line = next()) {
    last = line
    if (line.type === 'blank') {
      finishBlock()
      blanks.push(line.range)
      continue
    }
    finishBlanks(false)
    if (line.type === 'comment') {
      finishBlock()
      if (touched(line.range)) edits.push(...trimEnd(source, line.hash, line.range))
      continue
    }
    if (!isMovable(source, line)) continue
    const gap = gapOf(source, line)
    if (gap !== undefined) block.push(gap)
    if (touched(line.range)) edits.push(...formatEntry(source, line, allowed(blankLinesInside)))
  }
  finishBlock()
  finishBlanks(true)
  if (last === undefined || last.type === 'blank' || !touched(last.range)) return edits
  const readable = last.type === 'comment' || isMovable(source, last)
  return readable ? [...edits, ...newlineAtEnd(source)] : edits
}

/** The text of a table in the style of `docs/formatting.md`. */
export function formatTable(table: FormattedTable): string {
  return applyEdits(table.source.text, tableEdits(table))
}

/** False for what Postfix cannot read, and for what another program has yet to fill in. */
function isMovable(source: SourceText, line: TableLine): boolean {
  switch (line.type) {
    case 'orphan':
    case 'broken-entry':
    case 'malformed-setting':
    case 'comment':
    case 'blank':
      return false
    default: {
      const text = source.text.slice(line.range.start, line.range.end)
      // In an address a vertical tab or form feed is a letter like any other, also at its end.
      const isLetter = line.type === 'alias' && /[\v\f]/.test(text)
      return line.nul === undefined && !isLetter && !isTemplate(text)
    }
  }
}

/** Whether a bracket begins a placeholder depends on what is before it, so any counts: moving it must change nothing. */
function isTemplate(text: string): boolean {
  return /\{\{|\{%|<%/.test(text) || hasPlaceholder(text)
}

/** The end of the last physical line, and comments and blank lines between those of an entry. */
function formatEntry(source: SourceText, line: TableLine, blankLines: number): readonly Edit[] {
  if (line.type === 'setting') return formatSetting(source, line, undefined)
  if (!('inner' in line)) return []
  const edits: Edit[] = []
  let blanks: Range[] = []
  let reached: number | undefined
  const finish = () => {
    edits.push(...formatBlanks(source, blanks, blankLines))
    blanks = []
  }
  for (const inner of line.inner) {
    if (reached !== inner.range.start) finish()
    reached = inner.range.end
    if (inner.type === 'blank') blanks.push(inner.range)
    else {
      finish()
      edits.push(...trimEnd(source, inner.hash, inner.range))
    }
  }
  finish()
  const piece = line.pieces.at(-1)
  return piece === undefined ? edits : [...edits, ...trimEnd(source, piece.start, piece)]
}

function trimEnd(source: SourceText, start: number, line: Range): readonly Edit[] {
  return respace(source, trailing(source, start, contentEnd(source, line)), '')
}

/** Answers begin in one column, where the keys leave room. */
function align(source: SourceText, block: readonly Gap[], touched: (range: Range) => boolean): readonly Edit[] {
  const widths = block.map(({ keyWidth }) => keyWidth).filter(width => width <= longestAlignedKey)
  const column = Math.max(0, ...widths) + 1
  return block.flatMap(({ range, keyWidth, colon }) => {
    if (!touched(range)) return []
    const blanks = ' '.repeat(Math.max(1, column - keyWidth))
    return respace(source, range, colon ? `:${blanks}` : blanks)
  })
}

function gapOf(source: SourceText, line: TableLine): Gap | undefined {
  switch (line.type) {
    case 'key-value':
      return between(source, line.range, line.key, line.value, /^[ \t]+$/)
    case 'alias':
      return between(source, line.range, line.key, line.value, /^[ \t]*:[ \t]*$/)
    case 'pattern-rule':
      return between(source, line.range, line.second?.whole ?? line.whole, line.result, /^[ \t]+$/)
    case 'network-rule':
      return between(source, line.range, line.whole, line.result, /^[ \t]+$/)
    default:
      return undefined
  }
}

/** The stretch between two parts of a line; undefined unless it is on that line and holds what it should. */
function between(source: SourceText, line: Range, key: EntryPart, answer: EntryPart, form: RegExp): Gap | undefined {
  if (answer.value === '') return undefined
  const { end: start } = fileRange(key.text, key.span.start, key.span.end)
  const { start: end } = fileRange(answer.text, answer.span.start, answer.span.end)
  const keyStart = line.start
  const written = source.text.slice(start, end)
  if (start >= end || !form.test(written) || source.text.slice(keyStart, start).includes('\n')) return undefined
  const colon = written.includes(':')
  return { range: { start, end }, keyWidth: start - keyStart + (colon ? 1 : 0), colon }
}
