import type { DocumentSymbol, FoldingRange, SymbolKind } from 'vscode-languageserver'
import type { Project } from '../config/project.js'
import type { Assignment, ConfigFile, MasterLine } from '../syntax/nodes.js'
import type { Range } from '../text/range.js'
import { fileNamed } from './occurrences.js'
import { toLspRange, toPosition } from './positions.js'
import { tableNamed } from './tables/table-files.js'
import { tableFolding } from './tables/table-outline.js'
import { tableSymbols } from './tables/table-symbols.js'

/** The protocol's numbers. */
const propertyKind: SymbolKind = 7
const variableKind: SymbolKind = 13
const serviceKind: SymbolKind = 2

/** Longest piece of a value that is shown beside a name. */
const shownValue = 60

/** The settings of main.cf; the services of master.cf with what they override; the keys of a table. */
export function documentSymbols(project: Project, uri: string): DocumentSymbol[] {
  const file = fileNamed(project, uri)
  const table = file ? undefined : tableNamed(project, uri)
  if (table !== undefined) return tableSymbols(table)
  if (file?.type === 'main-cf') {
    return file.lines.flatMap(line =>
      line.type === 'setting' ? [assignmentSymbol(project, file, line, trimmed(file, line.range))] : [],
    )
  }
  return file?.lines.flatMap(line => (line.type === 'service' ? [serviceSymbol(project, file, line)] : [])) ?? []
}

function assignmentSymbol(
  project: Project,
  file: ConfigFile,
  { name, nameRange, value }: Assignment,
  range: Range,
): DocumentSymbol {
  const known = project.catalog.parameter(name) ?? project.catalog.transportFamily(name)
  const detail = value.text.replaceAll(/\s+/g, ' ').slice(0, shownValue)
  return {
    name,
    detail,
    kind: known ? propertyKind : variableKind,
    range: toLspRange(file.source, range),
    selectionRange: toLspRange(file.source, nameRange),
    ...(known?.deprecated && { tags: [1] }),
  }
}

function serviceSymbol(
  project: Project,
  file: ConfigFile,
  line: MasterLine & { readonly type: 'service' },
): DocumentSymbol {
  const children = line.arguments.flatMap(argument =>
    argument.type === 'override' ? [assignmentSymbol(project, file, argument, argument.range)] : [],
  )
  return {
    name: `${line.service.text}/${line.transport.text}`,
    detail: line.command.text,
    kind: serviceKind,
    range: toLspRange(file.source, trimmed(file, line.range)),
    selectionRange: toLspRange(file.source, line.service.range),
    ...(children.length > 0 && { children }),
  }
}

/** A line's range without the newline at its end. */
function trimmed(file: ConfigFile, range: Range): Range {
  const { text } = file.source
  let { end } = range
  while (end > range.start && '\r\n'.includes(text.charAt(end - 1))) end--
  return { start: range.start, end }
}

/** Entries that go over several lines, and blocks of comments. */
export function foldingRanges(project: Project, uri: string): FoldingRange[] {
  const file = fileNamed(project, uri)
  const table = file ? undefined : tableNamed(project, uri)
  if (table !== undefined) return tableFolding(table)
  if (file === undefined) return []
  const found: FoldingRange[] = []
  const add = (range: Range, kind?: 'comment') => {
    const startLine = toPosition(file.source, range.start).line
    const endLine = toPosition(file.source, trimmed(file, range).end).line
    if (endLine > startLine) found.push({ startLine, endLine, ...(kind && { kind }) })
  }
  let block: { start: number; end: number } | undefined
  for (const line of file.lines) {
    if (line.type === 'comment') block = { start: block?.start ?? line.range.start, end: line.range.end }
    else {
      if (block) add(block, 'comment')
      block = undefined
      if ('pieces' in line) add(line.range)
    }
  }
  if (block) add(block, 'comment')
  return found
}
