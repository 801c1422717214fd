import { describe, expect, it } from 'vitest'
import type { Element, Macro, Operand, Part } from '../../grammars/value-nodes.js'
import { ValueParser } from '../../grammars/value-parser.js'
import { buildValueLexer, type Shape } from '../../grammars/value-tokens.js'
import { parseList, parseText } from '../../src/syntax/value.js'
import type { Span } from '../../src/text/range.js'
import { atMost, fc, runs } from '../properties.js'
import { flatValue, nastyText, nastyValue } from './nasty-text.js'

const anyValue = fc.oneof(nastyValue, nastyText, fc.string({ unit: 'binary' }))
const usual = runs(4000)
const shapes: readonly Shape[] = ['text', 'list', 'fields']

const parser = new ValueParser(true)
const lexer = buildValueLexer(true)

/** As the grammar reads a value: without the memory, and without the shorter way for flat values. */
function parseByGrammar(text: string, shape: Shape): readonly Part[] | readonly Element[] {
  const { tokens, errors } = lexer.tokenize(text, shape)
  expect(errors).toEqual([])
  parser.begin(text, tokens)
  const nodes = parser[shape]()
  expect(parser.errors).toEqual([])
  return nodes
}

describe('the value grammar', () => {
  it('tiles any text', () => {
    fc.assert(
      fc.property(anyValue, text => {
        expect(checkTiles(parseText(text), 0, text.length, text)).toBe(true)
      }),
      usual,
    )
  })

  it('tiles the elements of any list, with nothing but separators between them', () => {
    fc.assert(
      fc.property(anyValue, text => {
        checkElements(parseList(text), 0, text.length, text, /^[ \t\r\n,]*$/)
        checkElements(parseList(text, 'fields'), 0, text.length, text, /^[ \t\r\n]*$/, true)
      }),
      usual,
    )
  })

  it('accepts everything the lexer gives, and the lexer everything', () => {
    fc.assert(
      fc.property(anyValue, fc.constantFrom(...shapes), (text, shape) => {
        const { tokens } = lexer.tokenize(text, shape)
        expect(tokens.map(token => token.image).join('')).toBe(text)
        parseByGrammar(text, shape)
      }),
      usual,
    )
  })

  it('is what values are read by, from memory or afresh, flat or not', () => {
    fc.assert(
      fc.property(fc.oneof(anyValue, flatValue), fc.constantFrom(...shapes), (text, shape) => {
        const read = () => (shape === 'text' ? parseText(text) : parseList(text, shape))
        const expected = parseByGrammar(text, shape)
        expect(read()).toEqual(expected)
        expect(read()).toEqual(expected)
      }),
      usual,
    )
  })

  const deep = atMost(100_000)
  it.each([
    ['${', '${'.repeat(deep)],
    ['${a?', '${a?'.repeat(deep)],
    ['closed ${a?', '${a?'.repeat(deep) + '}'.repeat(deep)],
    ['${{', '${{'.repeat(deep)],
    ['closed ${{', '${{'.repeat(deep) + '}} == '.repeat(deep)],
    ['{', '{'.repeat(deep)],
    ['closed {', '{'.repeat(deep) + '}'.repeat(deep)],
    ['$(', '$('.repeat(deep)],
    ['closed $(', '$('.repeat(deep) + ')'.repeat(deep)],
    ['mixed', '{${$(a?'.repeat(deep)],
    ['side by side', '${a?b}'.repeat(deep)],
    ['closing', '}'.repeat(deep)],
    ['dollars', '$'.repeat(deep)],
    ['colons after a reference', `\${a${':?'.repeat(deep)}`],
    ['words', 'a, '.repeat(deep)],
    ['one word', 'a'.repeat(deep * 10)],
  ])('reads 100,000 times %s', (_, text) => {
    for (const shape of shapes) {
      const nodes = shape === 'text' ? parseText(text) : parseList(text, shape)
      expect(nodes.length).toBeGreaterThan(0)
    }
  })
})

/** Depth-first, with a stack of its own: the nodes are as deep as the parser goes. */
function checkTiles(parts: readonly Part[], start: number, end: number, text: string): boolean {
  let at = start
  for (const part of parts) {
    expect(part.span.start).toBe(at)
    at = part.span.end
    if (part.type === 'literal') expect(part.text).toBe(text.slice(part.span.start, part.span.end))
    else if (part.type === 'dollar') expect(text.slice(part.span.start, part.span.end)).toBe('$$')
    else if (part.type === 'group') {
      inside(part.content, part.span)
      checkElements(part.elements, part.content.start, part.content.end, text, /^[ \t\r\n,]*$/)
    } else checkMacro(part, text)
  }
  expect(at).toBe(end)
  return true
}

function checkElements(
  elements: readonly Element[],
  start: number,
  end: number,
  text: string,
  gaps: RegExp,
  fields = false,
): void {
  let at = start
  for (const { span, parts } of elements) {
    expect(text.slice(at, span.start)).toMatch(gaps)
    checkTiles(parts, span.start, span.end, text)
    at = span.end
  }
  // A list inside a field is separated by commas as well.
  expect(text.slice(at, end)).toMatch(fields ? /^[ \t\r\n]*$/ : gaps)
}

function checkMacro(macro: Macro, text: string): void {
  expect(text[macro.span.start]).toBe('$')
  inside(macro.content, macro.span)
  if (macro.name !== '') expect(text.slice(macro.nameSpan.start, macro.nameSpan.end)).toBe(macro.name)
  if (macro.problem) {
    expect(macro.problem.at).toBeGreaterThanOrEqual(macro.span.start)
    expect(macro.problem.at).toBeLessThanOrEqual(macro.span.end)
  }
  const operands = [macro.argument, macro.whenSet, macro.whenUnset, macro.condition?.left, macro.condition?.right]
  for (const operand of operands) if (operand) checkOperand(operand, macro.span, text)
}

function checkOperand(operand: Operand, within: Span, text: string): void {
  inside(operand.span, within)
  inside(operand.content, operand.span)
  checkTiles(operand.parts, operand.content.start, operand.content.end, text)
}

function inside(inner: Span, outer: Span): void {
  expect(inner.start).toBeGreaterThanOrEqual(outer.start)
  expect(inner.end).toBeLessThanOrEqual(outer.end)
  expect(inner.start).toBeLessThanOrEqual(inner.end)
}
