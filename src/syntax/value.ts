import type { Element, Part, Shape } from '../../grammars/value-nodes.js'
import type { Remembering } from '../text/remembered.js'
import { rememberedByText } from '../text/remembered-by-text.js'
import { parseFlat } from './flat-value.js'
import { stockValue } from './stock-values.js'
import { buildValueReader, type ValueReader } from './value-grammar.js'

export type { Shape }

let readValue: ValueReader | undefined

function parse(text: string, shape: Shape): readonly Element[] | readonly Part[] {
  return parseFlat(text, shape) ?? (shape === 'text' ? stockValue(text) : undefined) ?? parseByGrammar(text, shape)
}

const shapes: { readonly [K in Shape]: Remembering & { readonly shape: K } } = {
  text: { shape: 'text', memory: new Map(), isFixed: true },
  list: { shape: 'list', memory: new Map(), isFixed: true },
  fields: { shape: 'fields', memory: new Map(), isFixed: true },
}

const readByGrammar = rememberedByText(
  { texts: 4096, length: 4096 },
  (text, { shape }: Remembering & { readonly shape: Shape }): readonly Element[] | readonly Part[] => {
    readValue ??= buildValueReader()
    return readValue(text, shape)
  },
)

/**
 * What the grammar makes of a value. Building the parser is what costs most at the start of the command, so it waits for
 * a value that needs it.
 */
export function parseByGrammar(text: string, shape: Shape): readonly Element[] | readonly Part[] {
  return readByGrammar(text, shapes[shape])
}

/** Reads a value as one piece of text with `$` references. Any string gives parts that tile it. */
export function parseText(text: string): readonly Part[] {
  return parse(text, 'text') as readonly Part[]
}

/** Reads a value as a list: elements between white space and commas (`fields`: white space only), braces protecting. */
export function parseList(text: string, shape: 'list' | 'fields' = 'list'): readonly Element[] {
  return parse(text, shape) as readonly Element[]
}
