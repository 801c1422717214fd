import { describe, expect, test } from 'vitest'
import { expandMacros, type Macros, preprocess } from '../../scripts/catalog-update/c-macros.js'
import { numberValue, stringValue, tokenize } from '../../scripts/catalog-update/c-tokens.js'

function kept(text: string, headers: Readonly<Record<string, string>> = {}): string {
  return preprocess(text, new Map(), name => headers[name])
    .split('\n')
    .filter(line => line.trim() !== '')
    .join(' ')
}

test.each([
  ['#if 1\na\n#else\nb\n#endif\nc', 'a c'],
  ['#if 0\na\n#elif 1\nb\n#elif 1\nc\n#else\nd\n#endif', 'b'],
  ['#ifdef X\na\n#ifndef Y\nb\n#endif\n#else\nc\n#endif', 'c'],
  ['#define X\n#ifdef X\na\n#ifndef Y\nb\n#endif\n#endif', 'a b'],
  ['#define X 3\n#if X >= 3 && (X < 4 || !defined(Z))\na\n#endif', 'a'],
  ['#define X\n#undef X\n#if defined X\na\n#endif', ''],
  ['#if UNKNOWN(1, 2) || UNKNOWN\na\n#else\nb\n#endif', 'b'],
  ['#define V(a,b) ((a) << 8 | (b))\n#if V(1,2) == 258\na\n#endif', 'a'],
  ['#if 0x10L > 15u\na\n#endif', 'a'],
  ['#if 0\n#define A\n#if 1\nx\n#endif\n#else\n#ifdef A\na\n#endif\nb\n#endif', 'b'],
  ['  #  if 1 /* why\n */\na // not b\n# endif', 'a'],
  ['#endif\n#else\na', 'a'],
])('%j keeps %j', (text, expected) => {
  expect(kept(text).trim().split(/\s+/).join(' ')).toBe(expected)
})

test('headers define, and bring no text', () => {
  expect(kept('#include "h.h"\n#include <none.h>\n#ifdef H\na\n#endif', { 'h.h': '#define H\ntext' })).toBe('a')
})

describe('expansion', () => {
  const macros: Macros = new Map()
  const source =
    '#define NAME "one" OTHER\n#define OTHER " two"\n#define LOOP LOOP + 1\n#define BUG(x) #x, OP_##x\n#define ADD(a, b) (a + b)\n'
  preprocess(source, macros, () => undefined)
  test.each([
    ['NAME', '"one" " two"'],
    ['LOOP', 'LOOP + 1'],
    ['ADD(1, ADD(2, 3))', '( 1 + ( 2 + 3 ) )'],
    ['ADD', 'ADD'],
    ['BUG(SLOW)', '"SLOW" , OP_SLOW'],
    ['"NAME"', '"NAME"'],
  ])('%s is %s', (text, expected) => {
    expect(expandMacros(tokenize(text), macros).join(' ')).toBe(expected)
  })
})

test.each([
  ['1 + 2 * 3', 7],
  ['(1 + 2) * 3', 9],
  ['10 * 1024', 10240],
  ['-1', -1],
  ['~0', -1],
  ['1 ? 2', undefined],
  ['x', undefined],
  ['', undefined],
  ['010', 8],
  ['7 / 0', 0],
])('%s is %s', (text, expected) => {
  expect(numberValue(tokenize(text))).toBe(expected)
})

test.each([
  ['"a" "b"', 'ab'],
  ['"a\\"b\\\\c\\t"', 'a"b\\c\t'],
  ['"a" b', undefined],
  ['', undefined],
])('%s is the string %j', (text, expected) => {
  expect(stringValue(tokenize(text))).toBe(expected)
})
