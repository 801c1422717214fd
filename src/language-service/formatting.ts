import type { Position, TextEdit } from 'vscode-languageserver'
import type { Project } from '../config/project.js'
import { formatEdits } from '../format/format.js'
import { settingIndent } from '../format/style.js'
import { tableEdits } from '../format/table.js'
import type { ConfigFile } from '../syntax/nodes.js'
import type { Edit, Range } from '../text/range.js'
import { fileNamed } from './occurrences.js'
import { toLspRange, toOffset } from './positions.js'
import { tableNamed } from './tables/table-files.js'

/** The edits that format a file, or the entries that a stretch of it touches. */
export function formatting(project: Project, uri: string, within?: Range): TextEdit[] {
  const file = fileNamed(project, uri)
  const scope = within && { within, keepBlankLines: true }
  const table = file ? undefined : tableNamed(project, uri)
  if (table !== undefined) return toTextEdits(table, tableEdits(table, scope))
  if (file === undefined) return []
  return toTextEdits(file, formatEdits(project, file, scope))
}

/**
 * What to do when a new line was begun: the line before it loses its spare white space, and a list goes on indented. No
 * line is split, and nothing happens at the cursor that would surprise.
 */
export function formattingOnNewLine(project: Project, uri: string, position: Position): TextEdit[] {
  const file = fileNamed(project, uri)
  if (file === undefined || position.line === 0) return []
  const { text } = file.source
  const start = toOffset(file.source, { line: position.line, character: 0 })
  const above = toOffset(file.source, { line: position.line - 1, character: 0 })
  const end = toOffset(file.source, { line: position.line - 1, character: Number.MAX_SAFE_INTEGER })
  const edits = formatEdits(project, file, { within: { start: above, end }, keepBlankLines: true }).filter(
    edit => edit.range.start >= above && edit.range.end <= end && !edit.text.includes('\n'),
  )
  const goesOn = file.type === 'main-cf' && text.slice(above, end).trimEnd().endsWith(',')
  const indented = start < text.length && ' \t'.includes(text.charAt(start))
  const isComment = /^\s*#/.test(text.slice(above, end))
  if (goesOn && !indented && !isComment) {
    return toTextEdits(file, [...edits, { file: uri, range: { start, end: start }, text: settingIndent }])
  }
  return toTextEdits(file, edits)
}

function toTextEdits({ source }: Pick<ConfigFile, 'source'>, edits: readonly Edit[]): TextEdit[] {
  return edits.map(({ range, text }) => ({ range: toLspRange(source, range), newText: text }))
}
