import type { Project } from '../../config/project.js'
import type { Table } from '../../config/tables.js'
import { isSpace } from '../../syntax/characters.js'
import type { TableLine } from '../../syntax/tables/nodes.js'
import { tableReader } from '../../syntax/tables/read-table.js'
import type { Range } from '../../text/range.js'
import type { SourceText } from '../../text/source-text.js'

const HASH = 35

/** The table of a project that a file is; undefined for other files. */
export function tableNamed(project: Project, name: string): Table | undefined {
  return project.tables.find(({ path, source }) => path !== undefined && source.name === name)
}

/** The text of any file of a project; tables are read now if they were not yet. */
export function sourceNamed(project: Project, name: string): SourceText | undefined {
  return project.sources.get(name) ?? tableNamed(project, name)?.source
}

/** The tables of a project that are files, each file once. */
export function tableFiles(project: Project): readonly Table[] {
  const found = new Map<string, Table>()
  for (const table of project.tables) {
    if (table.path !== undefined && !found.has(table.source.name)) found.set(table.source.name, table)
  }
  return [...found.values()]
}

/** The line of a table that holds an offset; a large table is not read from its start. */
export function lineAt(table: Table, offset: number): TableLine | undefined {
  let last: TableLine | undefined
  for (const line of linesTouching(table, { start: offset, end: offset })) {
    if (line.range.start <= offset && offset < line.range.end) return line
    last = line
  }
  // Behind the last character of a file there is the end of its last line.
  return last !== undefined && last.range.end === offset && !table.source.text.endsWith('\n') ? last : undefined
}

/** The lines of a table that a stretch touches. The depth of blocks is counted from the first line that is read. */
export function* linesTouching(table: Table, { start, end }: Range): Generator<TableLine> {
  const next = tableReader(table.source, table.syntax, entryStart(table, start))
  for (let line = next(); line !== undefined && line.range.start <= end; line = next()) {
    if (line.range.end >= start) yield line
  }
}

/** All lines of a table. */
export function* linesOf(table: Table): Generator<TableLine> {
  const next = tableReader(table.source, table.syntax)
  for (let line = next(); line !== undefined; line = next()) yield line
}

/** Where to begin to read so that the line at an offset comes out as it would from the start of the file. */
export function entryStart({ source, syntax }: Table, offset: number): number {
  // What stands between a marker and its end looks like any other line.
  if (syntax === 'bounce') return 0
  const { text } = source
  let start = lineStart(text, offset)
  if (syntax === 'list' || syntax === 'dynamicmaps' || syntax === 'postfix-files') return start
  // A comment can stand within an entry; an entry begins where neither white space nor `#` does.
  while (start > 0 && !beginsEntry(text, start)) start = lineStart(text, start - 1)
  return start
}

/** Where the physical line that holds an offset begins. */
function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1
}

function beginsEntry(text: string, start: number): boolean {
  const code = text.charCodeAt(start)
  return start < text.length && !isSpace(code) && code !== HASH
}

/** A line that Postfix reads something from. */
export type Entry = Exclude<TableLine, { readonly type: 'comment' | 'blank' }>

/** True for all but comments and blank lines. */
export function isEntry(line: TableLine): line is Entry {
  return line.type !== 'comment' && line.type !== 'blank'
}
