import { SourceText } from '../../text/source-text.js'
import { type Blank, type Comment, lineReader, type Orphan } from '../lines.js'
import { parseSetting } from '../main-cf.js'
import { readAlias } from './aliases.js'
import { readTemplate } from './bounce.js'
import { readNetworkLine } from './cidr.js'
import { readDynamicMap, readPackagedFile } from './columns.js'
import { type OpenedLine, openLine } from './entry-part.js'
import { readListLine } from './list.js'
import type { TableFile, TableLine, TableSyntax } from './nodes.js'
import { readPatternLine } from './patterns.js'
import { type PhysicalLine, physicalLineAt } from './physical-lines.js'
import { readKeyValue } from './postmap.js'

/**
 * Reads a table line by line, and keeps nothing of what it has read: a function that gives the next line, and undefined
 * at the end. The lines tile the text, whatever it holds.
 * @param from where an entry begins, other than the first: the depth of blocks is counted from there
 */
export function tableReader(source: SourceText, syntax: TableSyntax, from = 0): () => TableLine | undefined {
  switch (syntax) {
    case 'postmap':
      return logical(source, readKeyValue, from)
    case 'aliases':
      return logical(source, readAlias, from)
    case 'client':
      return settings(source, from)
    case 'regexp':
    case 'pcre':
      return nested(source, (line, depth) => readPatternLine(line, depth, syntax), from)
    case 'cidr':
      return nested(source, readNetworkLine, from)
    case 'list':
      return physical(source, line => readListLine(source, line), from)
    case 'bounce':
      return physical(source, line => readTemplate(source, line), from)
    case 'dynamicmaps':
      return physical(source, line => readDynamicMap(source, line), from)
    case 'postfix-files':
      return physical(source, line => readPackagedFile(source, line), from)
    default:
      return syntax satisfies never
  }
}

/** The lines of a table, one after the other. */
export function* readTable(source: SourceText, syntax: TableSyntax): Generator<TableLine> {
  const next = tableReader(source, syntax)
  for (let line = next(); line !== undefined; line = next()) yield line
}

/** Reads a table into a lossless tree. Never throws: a line that Postfix cannot use is a node that says why. */
export function parseTable<S extends TableSyntax>(input: string | SourceText, syntax: S, name = 'table'): TableFile<S> {
  const source = typeof input === 'string' ? new SourceText(name, input) : input
  // The reader for a syntax gives the lines of that syntax, which the checker cannot see across the switch.
  return { type: 'table', syntax, source, lines: [...readTable(source, syntax)] as readonly TableLine<S>[] }
}

function settings(source: SourceText, from: number): () => TableLine<'client'> | undefined {
  const next = lineReader(source.text, from)
  const firstNul = source.text.indexOf('\0')
  return () => {
    const line = next()
    return line?.type === 'logical' ? parseSetting(source, line, firstNul) : line
  }
}

function logical<Entry>(
  source: SourceText,
  read: (line: OpenedLine) => Entry,
  from: number,
): () => Entry | Comment | Blank | Orphan | undefined {
  const next = lineReader(source.text, from)
  const firstNul = source.text.indexOf('\0')
  return () => {
    const line = next()
    return line?.type === 'logical' ? read(openLine(source, line, firstNul)) : line
  }
}

function nested<Entry extends { readonly type: string }>(
  source: SourceText,
  read: (line: OpenedLine, depth: number) => Entry,
  from: number,
): () => Entry | Comment | Blank | Orphan | undefined {
  return logical(source, countingDepth(read), from)
}

/** Counts the blocks that are open (`if` ... `endif`). */
export function countingDepth<Entry extends { readonly type: string }>(
  read: (line: OpenedLine, depth: number) => Entry,
): (line: OpenedLine) => Entry {
  let depth = 0
  return line => {
    const entry = read(line, depth)
    if (entry.type === 'pattern-if' || entry.type === 'network-if') depth++
    else if (entry.type === 'endif' && depth > 0) depth--
    return entry
  }
}

function physical<Entry extends { readonly range: { readonly end: number } }>(
  source: SourceText,
  read: (line: PhysicalLine) => Entry,
  from: number,
): () => Entry | undefined {
  let at = from
  return () => {
    const line = physicalLineAt(source.text, at)
    if (line === undefined) return undefined
    const entry = read(line)
    at = entry.range.end
    return entry
  }
}
