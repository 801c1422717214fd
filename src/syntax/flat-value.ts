import type { Element, Macro, Part, Shape } from '../../grammars/value-nodes.js'
import { sharedName } from '../text/kept-text.js'
import type { Span } from '../text/range.js'
import { isBlank } from './characters.js'

const COMMA = 44
const DOLLAR = 36
const OPEN = 123
const CLOSE = 125
const PAREN = 40
const CLOSE_PAREN = 41

/**
 * Reads a value without brackets other than those of `${name}` and `$(name)`: nearly every value there is. Undefined for
 * any other, which the grammar reads. It is the grammar's shortest path and no second definition: a test compares the
 * two on random values.
 */
export function parseFlat(text: string, shape: Shape): readonly Element[] | readonly Part[] | undefined {
  return shape === 'text' ? flatText(text) : flatList(text, shape === 'list')
}

function flatText(text: string): readonly Part[] | undefined {
  const parts: Part[] = []
  let at = 0
  while (at < text.length) {
    const dollar = text.indexOf('$', at)
    const end = dollar < 0 ? text.length : dollar
    if (end > at) parts.push({ type: 'literal', span: { start: at, end }, text: text.slice(at, end) })
    if (dollar < 0) break
    const reference = flatReference(text, dollar)
    if (reference === undefined) return undefined
    parts.push(reference)
    at = reference.span.end
  }
  return parts
}

function flatList(text: string, commas: boolean): readonly Element[] | undefined {
  const elements: Element[] = []
  let parts: Part[] = []
  let start = 0
  let at = 0
  for (;;) {
    const from = at
    let code = Number.NaN
    for (; at < text.length; at++) {
      code = text.charCodeAt(at)
      if (code === DOLLAR || isBlank(code) || (commas && code === COMMA)) break
      if (code === OPEN || code === CLOSE) return undefined
    }
    if (at > from) parts.push({ type: 'literal', span: { start: from, end: at }, text: text.slice(from, at) })
    if (at < text.length && code === DOLLAR) {
      const reference = flatReference(text, at)
      if (reference === undefined) return undefined
      parts.push(reference)
      at = reference.span.end
      continue
    }
    if (parts.length > 0) {
      elements.push({ type: 'element', span: { start, end: at }, parts })
      parts = []
    }
    if (at >= text.length) return elements
    start = ++at
  }
}

/** `$$`, `$name`, `${name}` or `$(name)`. */
function flatReference(text: string, dollar: number): Part | undefined {
  const next = text.charCodeAt(dollar + 1)
  if (next === DOLLAR) return { type: 'dollar', span: { start: dollar, end: dollar + 2 } }
  const bracket = next === OPEN || next === PAREN
  const start = bracket ? dollar + 2 : dollar + 1
  let end = start
  while (isNameCharacter(text.charCodeAt(end))) end++
  if (end === start) return undefined
  if (!bracket) return macro(text, 'bare', { start: dollar, end }, { start, end })
  if (text.charCodeAt(end) !== (next === OPEN ? CLOSE : CLOSE_PAREN)) return undefined
  return macro(text, next === OPEN ? 'brace' : 'paren', { start: dollar, end: end + 1 }, { start, end })
}

function macro(text: string, form: Macro['form'], span: Span, nameSpan: Span): Macro {
  return {
    type: 'macro',
    span,
    form,
    closed: true,
    name: sharedName(text.slice(nameSpan.start, nameSpan.end)),
    nameSpan,
    content: nameSpan,
  }
}

/** Letters, digits and underscore (`src/util/mac_parse.c`). */
function isNameCharacter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95
}
