import type { Project } from '../config/project.js'
import type { Diagnostic } from '../lint/diagnostic.js'
import type { Comment } from '../syntax/lines.js'
import type { MainLine, MasterLine } from '../syntax/nodes.js'
import type { TableLine } from '../syntax/tables/nodes.js'
import type { Edit, Range } from '../text/range.js'
import type { SourceText } from '../text/source-text.js'
import { entryStart, linesTouching, sourceNamed, tableNamed } from './tables/table-files.js'

/** Postfix takes it for text, so nothing put behind it would begin a line, and nothing may come before it. */
const byteOrderMark = '\ufeff'

const ofNextLine = /^#[ \t]*postfix-lint[ \t]+ignore=[^ \t\r\n]+/

/** The edit that hides a finding by a comment before its line; undefined when the finding is in no logical line. */
export function ignoreHere(project: Project, diagnostic: Diagnostic): Edit | undefined {
  const file = linesAround(project, diagnostic)
  const place = file && placeOf(file, diagnostic.at.range)
  if (file === undefined || place === undefined) return undefined
  const { text } = file.source
  const existing = place.before && ofNextLine.exec(text.slice(place.before.hash, place.before.range.end))
  if (place.before !== undefined && existing) {
    const at = place.before.hash + existing[0].length
    return { file: file.source.name, range: { start: at, end: at }, text: `,${diagnostic.rule}` }
  }
  const line = `${place.indent}# postfix-lint ignore=${diagnostic.rule}${lineEnd(text)}`
  return { file: file.source.name, range: { start: place.at, end: place.at }, text: line }
}

/** The edit that hides a rule in a whole file. */
export function ignoreInFile(project: Project, diagnostic: Diagnostic): Edit | undefined {
  const source = sourceNamed(project, diagnostic.at.file)
  if (source === undefined || tableNamed(project, source.name)?.syntax === 'bounce') return undefined
  const { text, name } = source
  if (text.startsWith(byteOrderMark)) return undefined
  return {
    file: name,
    range: { start: 0, end: 0 },
    text: `# postfix-lint ignore-file=${diagnostic.rule}${lineEnd(text)}`,
  }
}

interface CommentPlace {
  /** Offset of the physical line before which a comment works. */
  readonly at: number
  readonly indent: string
  /** The comment that stands right before it already. */
  readonly before?: Comment
}

function placeOf(file: Lines, range: Range): CommentPlace | undefined {
  const index = file.lines.findIndex(line => range.start < line.range.end || line === file.lines.at(-1))
  const line = file.lines[index]
  if (line === undefined || !('pieces' in line)) return undefined
  const pieceIndex = line.pieces.findIndex(piece => range.start <= piece.end)
  const piece = line.pieces[Math.max(0, pieceIndex)]
  // A finding that reaches over several pieces is hidden by a comment before the whole line only.
  if (piece === undefined || pieceIndex <= 0 || range.end > piece.end) return beforeLine(file, line, index)
  const before = line.inner.findLast(other => other.range.end === piece.start)
  return {
    at: piece.start,
    indent: /^[ \t]*/.exec(file.source.text.slice(piece.start, piece.end))?.[0] ?? '',
    ...(before?.type === 'comment' && { before }),
  }
}

function beforeLine(file: Lines, line: Lines['lines'][number], index: number): CommentPlace | undefined {
  if (line.range.start === 0 && file.source.text.startsWith(byteOrderMark)) return undefined
  const previous = file.lines[index - 1]
  return { at: line.range.start, indent: '', ...(previous?.type === 'comment' && { before: previous }) }
}

/** Lines of a file, of a large one those around a place. */
interface Lines {
  readonly source: SourceText
  readonly lines: readonly (MainLine | MasterLine | TableLine)[]
}

function linesAround(project: Project, { at }: Diagnostic): Lines | undefined {
  const file = [project.main, project.master].find(each => each?.source.name === at.file)
  if (file !== undefined) return file
  const table = tableNamed(project, at.file)
  // Within a template of a message a comment would be a part of it.
  if (table === undefined || table.syntax === 'bounce') return undefined
  const start = entryStart(table, Math.max(0, entryStart(table, at.range.start) - 1))
  return { source: table.source, lines: [...linesTouching(table, { start, end: at.range.end })] }
}

function lineEnd(text: string): string {
  const newline = text.indexOf('\n')
  return newline > 0 && text.charAt(newline - 1) === '\r' ? '\r\n' : '\n'
}
