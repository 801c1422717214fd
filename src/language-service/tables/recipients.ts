import type { Table } from '../../config/tables.js'
import { fileRange } from '../../syntax/logical-text.js'
import type { TableLine } from '../../syntax/tables/nodes.js'
import type { Range } from '../../text/range.js'
import type { AliasName } from '../occurrence-types.js'
import { linesTouching } from './table-files.js'

/** The key of the entry for a recipient, the first if there are several: that one counts. */
export function recipientEntry(table: Table, name: string): Range | undefined {
  const folded = name.toLowerCase()
  for (const line of linesHolding(table, name)) {
    const key = line.type === 'alias' || line.type === 'key-value' ? line.key : undefined
    const written = line.type === 'alias' ? line.name : key?.value
    if (key !== undefined && written?.toLowerCase() === folded) return fileRange(key.text, key.span.start, key.span.end)
  }
  return undefined
}

/** True when the table that a name stands in has an entry for it. */
export function isRecipientDefined({ table, name }: AliasName): boolean {
  return recipientEntry(table, name) !== undefined
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
