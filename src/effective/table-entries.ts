import type { Table } from '../config/tables.js'
import type { PatternRule, TableLine, TableSyntax } from '../syntax/tables/nodes.js'
import type { Range } from '../text/range.js'

/** What a table says for one key. */
export interface TableEntryText {
  /** As written: a key, a pattern with the blocks around it, the name of a setting. */
  readonly key: string
  /** Without what white space and line breaks do not say; empty where there is none. */
  readonly value: string
  readonly range: Range
}

/** Files that say what comes of a key, a client or a message; the others say how Postfix is installed. */
export function hasEntries(syntax: TableSyntax): boolean {
  return syntax !== 'dynamicmaps' && syntax !== 'postfix-files'
}

/** The first entry that matches decides, so their order counts. */
export function isOrdered(syntax: TableSyntax): boolean {
  return syntax === 'regexp' || syntax === 'pcre' || syntax === 'cidr' || syntax === 'list'
}

/** The entries that count, each once, by what tells them apart. Lines that Postfix cannot use are not among them. */
export function tableEntries({ syntax, reader }: Table): ReadonlyMap<string, TableEntryText> {
  const found = new Map<string, TableEntryText>()
  /** In client files the last setting of a name counts, everywhere else the first entry. */
  const lastCounts = syntax === 'client'
  const isFolded = syntax === 'postmap' || syntax === 'aliases'
  const blocks: string[] = []
  const next = reader()
  for (let line = next(); line !== undefined; line = next()) {
    for (const entry of entriesOf(line, blocks)) {
      const id = isFolded ? entry.key.toLowerCase() : entry.key
      if (lastCounts || !found.has(id)) found.set(id, entry)
    }
  }
  return found
}

/** @param blocks the `if` that are open; brought up to date */
function entriesOf(line: TableLine, blocks: string[]): readonly TableEntryText[] {
  const { range } = line
  switch (line.type) {
    case 'key-value':
      return [{ key: line.key.value, value: squeezed(line.value.value), range }]
    case 'alias':
      return [{ key: line.name, value: line.targets.map(({ value }) => squeezed(value)).join(', '), range }]
    case 'setting':
      return [{ key: line.name, value: squeezed(line.value.text), range }]
    case 'pattern-if':
    case 'network-if':
      blocks.length = line.depth
      blocks.push(`if ${patternText(line)} `)
      return []
    case 'endif':
      blocks.length = Math.max(0, line.depth - 1)
      return []
    case 'pattern-rule':
    case 'network-rule':
      return [{ key: blocks.join('') + patternText(line), value: squeezed(line.result.value), range }]
    case 'list-line':
      return line.items.map(({ value }) => ({ key: value, value: '', range }))
    case 'bounce-template':
      return [{ key: line.name.value, value: line.lines.map(({ value }) => value).join('\n'), range }]
    default:
      return []
  }
}

function patternText(line: Pick<PatternRule, 'whole'> & Partial<Pick<PatternRule, 'second'>>): string {
  const { whole, second } = line
  return second === undefined ? whole.value : `${whole.value}!${second.whole.value}`
}

function squeezed(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ')
}
