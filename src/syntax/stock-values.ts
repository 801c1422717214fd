import type { Part } from '../../grammars/value-nodes.js'
import text from './data/stock-values.json?raw'

let values: ReadonlyMap<string, readonly Part[]> | undefined

/**
 * The parts of a value that Postfix itself ships (a built-in default, a `-o` of the stock master.cf), as the grammar
 * read it when this package was made. Nearly every configuration needs a few of these and no other value with brackets,
 * so the command mostly starts without building the grammar at all.
 */
export function stockValue(value: string): readonly Part[] | undefined {
  values ??= new Map(Object.entries(JSON.parse(text) as Readonly<Record<string, readonly Part[]>>))
  return values.get(value)
}
