import type { EntryPart, TableLine } from '../syntax/tables/nodes.js'
import { tableReader } from '../syntax/tables/read-table.js'
import type { FormattedTable } from './table.js'

/** True when two texts of a table say the same to Postfix and to people: the same entries, letter by letter, and comments. */
export function sameTable(before: FormattedTable, after: FormattedTable): boolean {
  const [first, second] = [entriesOf(before), entriesOf(after)]
  for (;;) {
    const [a, b] = [first.next(), second.next()]
    if (a.done === true || b.done === true) return a.done === b.done
    if (a.value !== b.value) return false
  }
}

function* entriesOf({ source, syntax }: FormattedTable): Generator<string> {
  const next = tableReader(source, syntax)
  for (let line = next(); line !== undefined; line = next()) {
    if (line.type === 'blank') continue
    if (line.type === 'comment') yield source.text.slice(line.hash, line.range.end).trimEnd()
    else {
      yield JSON.stringify([line.type, ...content(line)])
      for (const inner of 'inner' in line ? line.inner : [])
        if (inner.type === 'comment') yield source.text.slice(inner.hash, inner.range.end).trimEnd()
    }
  }
}

function content(line: Exclude<TableLine, { readonly type: 'comment' | 'blank' }>): readonly unknown[] {
  switch (line.type) {
    case 'key-value':
      return [line.key.value, line.value.value]
    case 'alias':
      return [line.key.value, line.name, line.value.value]
    case 'pattern-rule':
      return [line.whole.value, line.second?.whole.value, line.result.value, line.depth]
    case 'pattern-if':
      return [line.whole.value, line.extra?.value, line.depth]
    case 'network-rule':
      return [line.whole.value, line.result.value, line.depth]
    case 'network-if':
      return [line.whole.value, line.depth]
    case 'endif':
      return [line.extra?.value, line.depth]
    case 'setting':
      return [line.name, line.value.text]
    case 'malformed-setting':
      return [line.text.text]
    case 'broken-entry':
      return [line.problem, line.whole.value]
    case 'orphan':
      return []
    case 'list-line':
      return line.items.map(textOf)
    case 'bounce-template':
      return [line.name, ...line.lines].map(textOf)
    case 'dynamic-map':
    case 'packaged-file':
      return line.fields.map(textOf)
    default:
      return line satisfies never
  }
}

function textOf({ value }: EntryPart): string {
  return value
}
