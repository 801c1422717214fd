import type { DocumentSymbol, SymbolKind, WorkspaceSymbol } from 'vscode-languageserver'
import type { Project } from '../../config/project.js'
import type { Table } from '../../config/tables.js'
import { fileRange } from '../../syntax/logical-text.js'
import type { EntryPart, TableLine } from '../../syntax/tables/nodes.js'
import type { Range } from '../../text/range.js'
import { toLspRange } from '../positions.js'
import { linesHolding } from './recipients.js'
import { linesOf, tableFiles } from './table-files.js'

/** The protocol's numbers. */
const keyKind: SymbolKind = 20
const patternKind: SymbolKind = 15
const blockKind: SymbolKind = 3
const propertyKind: SymbolKind = 7

/** Longest key, and longest answer, that is shown. */
const longestKey = 80
const longestAnswer = 60

/** An outline with more entries than this helps nobody, and takes its time to send. */
const mostSymbols = 5000

/** A line of a table as an entry of an outline. */
interface Outlined {
  readonly name: string
  readonly kind: SymbolKind
  /** What stands for the line. */
  readonly place: Range
  readonly detail?: string
}

/** The keys of a table, with what they answer; what stands in an `if` block lies below it. */
export function tableSymbols(table: Table): DocumentSymbol[] {
  const { source } = table
  const top: DocumentSymbol[] = []
  const open: { readonly symbol: DocumentSymbol; readonly children: DocumentSymbol[]; readonly start: number }[] = []
  const close = (end: number): void => {
    const block = open.pop()
    if (block !== undefined) block.symbol.range = toLspRange(source, { start: block.start, end })
  }
  let count = 0
  let end = 0
  for (const line of linesOf(table)) {
    if (line.type === 'comment' || line.type === 'blank') continue
    end = trimmedEnd(source.text, line.range)
    if (line.type === 'endif') {
      close(end)
      continue
    }
    const outlined = outline(table, line)
    if (outlined === undefined) continue
    if (++count > mostSymbols) break
    const children: DocumentSymbol[] = []
    const symbol: DocumentSymbol = {
      name: outlined.name,
      ...(outlined.detail !== undefined && { detail: outlined.detail }),
      kind: outlined.kind,
      range: toLspRange(source, { start: line.range.start, end }),
      selectionRange: toLspRange(source, outlined.place),
    }
    ;(open.at(-1)?.children ?? top).push(symbol)
    if (outlined.kind === blockKind) {
      symbol.children = children
      open.push({ symbol, children, start: line.range.start })
    }
  }
  while (open.length > 0) close(end)
  return top
}

/** Where a line ends for people. */
export function trimmedEnd(text: string, { start, end }: Range): number {
  let at = end
  while (at > start && '\r\n'.includes(text.charAt(at - 1))) at--
  return at
}

function outline(table: Table, line: TableLine): Outlined | undefined {
  const part = (key: EntryPart, kind: SymbolKind, answer?: string, before = ''): Outlined => {
    const hidden = table.source.isSecret(line.range)
    return {
      name: shorten(before + key.value, longestKey) || '""',
      kind,
      place: fileRange(key.text, key.span.start, key.span.end),
      ...(answer !== undefined && !hidden && { detail: shorten(answer, longestAnswer) }),
    }
  }
  switch (line.type) {
    case 'key-value':
      return part(line.key, keyKind, line.value.value)
    case 'alias':
      return part(line.key, keyKind, line.value.value)
    case 'pattern-rule':
      return part(line.whole, patternKind, line.result.value)
    case 'pattern-if':
      return part(line.whole, blockKind, undefined, 'if ')
    case 'network-rule':
      return part(line.whole, keyKind, line.result.value)
    case 'network-if':
      return part(line.whole, blockKind, undefined, 'if ')
    case 'setting': {
      const hidden = table.source.isSecret(line.range)
      const detail = hidden ? undefined : shorten(line.value.text, longestAnswer)
      return {
        name: line.name || '""',
        kind: propertyKind,
        place: line.nameRange,
        ...(detail !== undefined && { detail }),
      }
    }
    case 'bounce-template':
      return part(line.name, propertyKind)
    default:
      return undefined
  }
}

function shorten(text: string, most: number): string {
  const flat = text.replaceAll(/\s+/g, ' ').trim()
  return flat.length > most ? `${flat.slice(0, most)}…` : flat
}

/** Keys of one table that answer a search. */
const mostFound = 100

/** Letters that a search needs before the keys of tables are looked through. */
const fewestLetters = 2

/** The keys of all tables that hold a text. */
export function tableKeysHolding(project: Project, query: string): WorkspaceSymbol[] {
  if (query.length < fewestLetters) return []
  const wanted = query.toLowerCase()
  return tableFiles(project).flatMap(table => {
    const found: WorkspaceSymbol[] = []
    for (const line of linesHolding(table, query)) {
      const outlined = outline(table, line)
      if (outlined === undefined || !outlined.name.toLowerCase().includes(wanted)) continue
      const { name, kind, place } = outlined
      const location = { uri: table.source.name, range: toLspRange(table.source, place) }
      found.push({ name, kind, location, containerName: nameOfFile(table) })
      if (found.length >= mostFound) break
    }
    return found
  })
}

function nameOfFile({ source }: Table): string {
  const name = source.name.slice(source.name.lastIndexOf('/') + 1)
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
