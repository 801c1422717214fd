import type { Element, Part, Shape } from '../../grammars/value-nodes.js'
import { ValueParser } from '../../grammars/value-parser.js'
import { buildValueLexer } from '../../grammars/value-tokens.js'

/** Reads a value by the grammar. */
export type ValueReader = (text: string, shape: Shape) => readonly Element[] | readonly Part[]

/**
 * Builds lexer and parser. In the bundles this file and all that it needs is run when this is called, and not before
 * (`scripts/bundle.ts`): most runs meet no value that needs the grammar.
 */
export function buildValueReader(): ValueReader {
  const lexer = buildValueLexer(true)
  const parser = new ValueParser(true)
  return (text, shape) => {
    parser.begin(text, lexer.tokenize(text, shape).tokens)
    return parser[shape]()
  }
}
