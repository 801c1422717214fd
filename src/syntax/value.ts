import type { Element, Part, Shape } from '../../grammars/value-nodes.js'
import { parseFlat } from './flat-value.js'
import { stockValue } from './stock-values.js'
import { buildValueReader, type ValueReader } from './value-grammar.js'

export type { Shape }

let readValue: ValueReader | undefined

/** Values that the grammar read lately, by shape. Only a memory: with or without it the result is the same. */
const remembered: { readonly [K in Shape]: Map<string, readonly Element[] | readonly Part[]> } = {
  text: new Map(),
  list: new Map(),
  fields: new Map(),
}
const rememberedAtMost = 4096

/** Longer values are not kept. */
const rememberedLength = 4096

function parse(text: string, shape: Shape): readonly Element[] | readonly Part[] {
  return parseFlat(text, shape) ?? (shape === 'text' ? stockValue(text) : undefined) ?? parseByGrammar(text, shape)
}

/**
 * What the grammar makes of a value. Building the parser is what costs most at the start of the command, so it waits for
 * a value that needs it.
 */
export function parseByGrammar(text: string, shape: Shape): readonly Element[] | readonly Part[] {
  const memory = remembered[shape]
  const known = memory.get(text)
  if (known !== undefined) return known
  readValue ??= buildValueReader()
  const nodes = readValue(text, shape)
  if (text.length <= rememberedLength) {
    if (memory.size >= rememberedAtMost) memory.clear()
    memory.set(text, nodes)
  }
  return nodes
}

/** Reads a value as one piece of text with `$` references. Any string gives parts that tile it. */
export function parseText(text: string): readonly Part[] {
  return parse(text, 'text') as readonly Part[]
}

/** Reads a value as a list: elements between white space and commas (`fields`: white space only), braces protecting. */
export function parseList(text: string, shape: 'list' | 'fields' = 'list'): readonly Element[] {
  return parse(text, shape) as readonly Element[]
}
