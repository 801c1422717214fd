import { catalogNames } from './catalog-names.js'
import { coveragePage } from './coverage-page.js'
import { sortedAnswers } from './coverage-rows.js'
import { toEbnf } from './ebnf.js'
import { editorQueries } from './editor-queries.js'
import { describeValueGrammar } from './grammar-description.js'
import { jsonSchemas } from './json-schemas.js'
import { manPage } from './man-page.js'
import { toRailroad } from './railroad.js'
import { rulePages } from './rule-pages.js'
import { stockValues } from './stock-values.js'
import { sublimeSyntaxes } from './sublime-syntaxes.js'

/** Every file that is made from others, by path, except the rule index, without which nothing here can be loaded. */
export function generatedFiles(): ReadonlyMap<string, string> {
  const values = describeValueGrammar()
  return new Map([
    ['src/catalog/names.ts', catalogNames()],
    ['src/syntax/data/stock-values.json', stockValues()],
    ['grammars/value.ebnf', toEbnf(values)],
    ['docs/value-grammar.svg', toRailroad(values)],
    ['man/postfix-lint.1', manPage()],
    ...jsonSchemas(),
    ...rulePages(),
    ...coveragePage(),
    ...sortedAnswers(),
    ...editorQueries(),
    ...sublimeSyntaxes(),
  ])
}
