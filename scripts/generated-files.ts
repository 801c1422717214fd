import { catalogNames } from './catalog-names.js'
import { toEbnf } from './ebnf.js'
import { describeValueGrammar } from './grammar-description.js'
import { toRailroad } from './railroad.js'
import { rulePages } from './rule-pages.js'
import { schemaFiles } from './schemas.js'

/** Every file that is made from others, by path, except the rule index, without which nothing here can be loaded. */
export async function generatedFiles(): Promise<ReadonlyMap<string, string>> {
  const values = describeValueGrammar()
  return new Map([
    ['src/catalog/names.ts', catalogNames()],
    ['grammars/value.ebnf', toEbnf(values)],
    ['docs/value-grammar.svg', toRailroad(values)],
    ...(await schemaFiles()),
    ...rulePages(),
  ])
}
