import type { Table } from '../../config/tables.js'
import type { TableLine } from '../../syntax/tables/nodes.js'
import type { AliasName } from '../occurrence-types.js'
import { linesOf, linesTouching } from './table-files.js'

/** An entry of a table of aliases. */
export type AliasLine = TableLine & { readonly type: 'alias' }

/** The entry of a table of aliases that has a name, the first if there are several: that one counts. */
export function aliasNamed(table: Table, name: string): AliasLine | undefined {
  const folded = name.toLowerCase()
  const { text } = table.source
  // A sieve: most lines of a large table do not hold the name.
  if (!text.toLowerCase().includes(folded)) return undefined
  for (const line of linesOf(table)) {
    if (line.type === 'alias' && line.name.toLowerCase() === folded) return line
  }
  return undefined
}

/** True when the table that a name stands in has an entry for it. */
export function isAliasDefined({ table, name }: AliasName): boolean {
  return aliasNamed(table, name) !== undefined
}

/** The lines of a table that hold a text, in upper or lower case. */
export function* linesHolding(table: Table, text: string): Generator<TableLine> {
  const wanted = text.toLowerCase()
  const written = table.source.text
  const lower = written.toLowerCase()
  // Some letters become two: then places are those of the text as it is written.
  const all = lower.length === written.length ? lower : written
  if (wanted === '') return
  for (let at = all.indexOf(wanted); at >= 0; ) {
    let end = at + wanted.length
    for (const line of linesTouching(table, { start: at, end: at })) {
      end = Math.max(end, line.range.end)
      yield line
    }
    at = all.indexOf(wanted, end)
  }
}
