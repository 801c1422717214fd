import { readFileSync } from 'node:fs'
import { parseFlat } from '../src/syntax/flat-value.js'
import { parseByGrammar } from '../src/syntax/value.js'

/** Every string in a data file of the catalogue. */
function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(stringsIn) : []
}

/** The values with `${...}` that Postfix ships, and what the grammar makes of them, as JSON. */
export function stockValues(): string {
  const data = ['parameters', 'stock-master'].map(
    name => JSON.parse(readFileSync(`src/catalog/data/${name}.json`, 'utf8')) as unknown,
  )
  const values = new Set(
    data
      .flatMap(stringsIn)
      .map(text => text.replace(/^[a-z_]+=(?=\$\{)/, ''))
      .filter(text => text.includes('${') && parseFlat(text, 'text') === undefined),
  )
  const entries = [...values]
    .sort()
    .map(value => `${JSON.stringify(value)}: ${JSON.stringify(parseByGrammar(value, 'text'))}`)
  return `{\n${entries.join(',\n')}\n}\n`
}
