import type { Fix } from '../lint/diagnostic.js'
import { applyEdits, compareEdits } from '../text/edits.js'
import type { Edit } from '../text/range.js'
import type { SourceText } from '../text/source-text.js'
import type { Palette } from './palette.js'
import { visible } from './visible.js'

/** Lines shown of one change; the rest is counted. */
const maximumLines = 8

/** How a change is to be shown. */
export interface PreviewStyle {
  readonly palette: Palette
  readonly width: number
  readonly gutter: number
}

/** The lines that a fix changes, before (`-`) and after (`+`). Empty when it cannot be shown. */
export function previewFix(
  fix: Fix,
  sources: ReadonlyMap<string, SourceText>,
  mainFile: string,
  style: PreviewStyle,
): readonly string[] {
  const files = [...new Set(fix.edits.map(edit => edit.file))]
  return files.flatMap(file => {
    const source = sources.get(file)
    if (source === undefined || fix.edits.some(edit => edit.file === file && source.isSecret(edit.range))) return []
    const changes = clusters(
      source,
      fix.edits.filter(edit => edit.file === file),
    )
    const title =
      file === mainFile ? [] : [`${' '.repeat(style.gutter)} ${style.palette.frame(':::')} ${visible(file)}`]
    return [...title, ...changes.flatMap(change => drawChange(source, change, style))]
  })
}

/** Edits that touch the same physical lines, with the stretch of whole lines around them. */
interface Change {
  readonly start: number
  end: number
  readonly edits: Edit[]
}

function clusters(source: SourceText, edits: readonly Edit[]): readonly Change[] {
  const changes: Change[] = []
  for (const edit of [...edits].sort(compareEdits)) {
    const { start } = source.lineAt(edit.range.start)
    // What ends at the start of a line does not change that line.
    const { end } = source.lineAt(Math.max(edit.range.start, edit.range.end - 1))
    const before = changes.at(-1)
    if (before !== undefined && start <= before.end) {
      before.edits.push(edit)
      before.end = Math.max(before.end, end)
    } else changes.push({ start, end, edits: [edit] })
  }
  return changes
}

function drawChange(
  source: SourceText,
  { start, end, edits }: Change,
  { palette, width, gutter }: PreviewStyle,
): readonly string[] {
  const old = source.text.slice(start, end)
  const moved = edits.map(edit => ({
    ...edit,
    range: { start: edit.range.start - start, end: Math.min(edit.range.end, end) - start },
  }))
  // An edit that takes the line's newline along removes the line.
  const removesLine = edits.some(edit => edit.range.end > end)
  const text = applyEdits(old, moved)
  const oldLines = old.split('\n')
  const newLines = removesLine && text === '' ? [] : text.split('\n')
  const same = commonEnds(oldLines, newLines)
  const first = source.positionAt(start).line + same.start
  const room = Math.max(20, width - gutter - 4)
  const row = (number: number | undefined, sign: '-' | '+', line: string) => {
    const shown = visible(line.replaceAll('\t', '    '))
    const cut = shown.length > room ? `${shown.slice(0, room - 1)}…` : shown
    const label = palette.frame((number === undefined ? '' : String(number)).padStart(gutter))
    return `${label} ${(sign === '-' ? palette.removed : palette.added)(`${sign} ${cut}`.trimEnd())}`
  }
  const removed = oldLines
    .slice(same.start, oldLines.length - same.end)
    .map((line, index) => row(first + index, '-', line))
  const added = newLines
    .slice(same.start, newLines.length - same.end)
    .map((line, index) => row(first + index, '+', line))
  return [...shorten(removed, gutter, palette), ...shorten(added, gutter, palette)]
}

function shorten(rows: readonly string[], gutter: number, palette: Palette): readonly string[] {
  if (rows.length <= maximumLines) return rows
  const left = rows.length - maximumLines + 1
  return [...rows.slice(0, maximumLines - 1), `${' '.repeat(gutter)} ${palette.frame(`... and ${left} more lines`)}`]
}

function commonEnds(a: readonly string[], b: readonly string[]): { readonly start: number; readonly end: number } {
  const shorter = Math.min(a.length, b.length)
  let start = 0
  while (start < shorter && a[start] === b[start]) start++
  let end = 0
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  return { start, end }
}
