import type { Project } from '../../config/project.js'
import { partWithin, type ResultPart } from '../../config/table-values.js'
import type { Table } from '../../config/tables.js'
import { fileRange } from '../../syntax/logical-text.js'
import { resultReferences } from '../../syntax/patterns/references.js'
import type { EntryPart, Pattern, TableLine } from '../../syntax/tables/nodes.js'
import type { Location, Range } from '../../text/range.js'
import type { AliasName, Occurrence, TableWord, TableWordSort } from '../occurrence-types.js'
import { clientOccurrences } from './client-occurrences.js'
import { lineAt } from './table-files.js'
import { valueOccurrences } from './value-words.js'

/** Where a stretch of a table's entry is in its file. */
export function placeOf(table: Table, { text, span }: Pick<ResultPart, 'text' | 'span'>): Location {
  return { file: table.source.name, range: fileRange(text, span.start, span.end) }
}

/** A word of a table with a meaning of its own. */
export function wordAt(table: Table, sort: TableWordSort, part: ResultPart, name = part.value): TableWord {
  return { kind: 'table-word', sort, name, text: part.value, ...placeOf(table, part) }
}

/** Every name in a line of a table that means something to Postfix; an inner one comes after what it is in. */
export function occurrencesOfLine(project: Project, table: Table, line: TableLine): readonly Occurrence[] {
  switch (line.type) {
    case 'key-value':
      return [keyOf(table, line, line.key), ...answer(project, table, line, line.value)]
    case 'alias':
      return aliasOccurrences(table, line)
    case 'pattern-rule': {
      const { second } = line
      const patterns = [line, ...(second ? [second] : [])].flatMap(pattern => patternNames(table, line, pattern))
      return [...patterns, ...answer(project, table, line, line.result), ...groups(table, line, line.result)]
    }
    case 'pattern-if':
      return [blockWord(table, line), ...patternNames(table, line, line)]
    case 'network-rule':
      return [keyOf(table, line, line.whole), ...answer(project, table, line, line.result)]
    case 'network-if':
      return [blockWord(table, line), keyOf(table, line, line.whole)]
    case 'endif':
      return [{ ...wordAt(table, 'block', line.word, 'endif'), table }]
    case 'setting':
      return clientOccurrences(project, table, line)
    case 'list-line':
      return line.items.map(item => keyOf(table, line, item))
    case 'dynamic-map': {
      const [type] = line.fields
      return type ? [{ kind: 'table-type', name: type.value, ...placeOf(table, type) }] : []
    }
    default:
      return []
  }
}

/** What is at an offset of a table, the narrowest first; an end counts as inside, as a cursor stands between characters. */
export function tableOccurrencesAt(project: Project, table: Table, offset: number): readonly Occurrence[] {
  const line = lineAt(table, offset)
  if (line === undefined) return []
  const around = occurrencesOfLine(project, table, line).filter(
    ({ range }) => range.start <= offset && offset <= range.end,
  )
  const width = ({ range }: Occurrence) => range.end - range.start
  const after = ({ range }: Occurrence) => (range.end === offset ? 1 : 0)
  const isAll = ({ kind }: Occurrence) => (kind === 'table-value' ? 1 : 0)
  return [...around].sort((a, b) => after(a) - after(b) || width(a) - width(b) || isAll(a) - isAll(b))
}

function keyOf(table: Table, line: TableLine, part: EntryPart): Occurrence {
  return { kind: 'table-key', name: part.value, table, line, ...placeOf(table, part) }
}

function answer(project: Project, table: Table, line: TableLine, part: EntryPart): readonly Occurrence[] {
  if (part.value === '') return []
  const whole: Occurrence = { kind: 'table-value', name: part.value, table, ...placeOf(table, part) }
  return [whole, ...valueOccurrences(project, table, line, part)]
}

function patternNames(table: Table, line: TableLine, { flags, whole, pattern }: Pattern): readonly Occurrence[] {
  const before = flags.span.start - whole.span.start
  const key: Occurrence = {
    kind: 'table-key',
    name: pattern.value,
    table,
    line,
    ...placeOf(table, partWithin(whole, 0, before)),
  }
  const letters = [...flags.value].map((letter, index) =>
    wordAt(table, 'pattern flag', partWithin(flags, index, index + 1), `${table.syntax} ${letter}`),
  )
  return [key, ...letters]
}

function groups(table: Table, pattern: Pattern, result: EntryPart): readonly Occurrence[] {
  if (!result.value.includes('$')) return []
  return resultReferences(result.value)
    .filter(({ problem, name }) => problem === undefined && /^[0-9]+$/.test(name))
    .map(({ start, end, name }) => {
      return { kind: 'group', name, table, pattern, ...placeOf(table, partWithin(result, start, end)) } as const
    })
}

/** The `if` that begins a line. */
function blockWord(table: Table, { pieces }: { readonly pieces: readonly Range[] }): Occurrence {
  const start = pieces[0]?.start ?? 0
  const range = { start, end: start + 'if'.length }
  return { kind: 'table-word', sort: 'block', name: 'if', text: 'if', table, file: table.source.name, range }
}

function aliasOccurrences(table: Table, line: TableLine & { readonly type: 'alias' }): readonly Occurrence[] {
  const key: AliasName = { kind: 'alias', role: 'define', name: line.name, table, line, ...placeOf(table, line.key) }
  const whole: Occurrence = { kind: 'table-value', name: line.value.value, table, ...placeOf(table, line.value) }
  return [
    key,
    whole,
    ...line.targets.flatMap((target): readonly Occurrence[] => {
      if (target.kind === 'address') {
        const { meaning } = target
        if (meaning === '') return []
        return [{ kind: 'alias', role: 'use', name: meaning, table, line, ...placeOf(table, target) }]
      }
      return [wordAt(table, 'target', target, target.kind)]
    }),
  ]
}
