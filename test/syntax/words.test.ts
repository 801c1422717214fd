import { expect, it } from 'vitest'
import { splitNameValue } from '../../src/syntax/name-value.js'
import { closingBrace, nextWord } from '../../src/syntax/words.js'

it('a word ends where white space outside of braces begins', () => {
  expect(nextWord(' a{b c}d e', 0, true)).toEqual({ start: 1, end: 8 })
  expect(nextWord(' a{b c}d e', 0, false)).toEqual({ start: 1, end: 4 })
  expect(nextWord('a  ', 1, true)).toBeUndefined()
})

it('a brace is closed before the end that is given', () => {
  expect(closingBrace('{a{}}', 0, 5)).toBe(4)
  expect(closingBrace('{a{}}', 0, 4)).toBeUndefined()
})

it('an equals sign after the end that is given is none', () => {
  expect(splitNameValue('a=b', 0, 1)).toEqual({ problem: 'missing-equals', at: 1, name: { start: 0, end: 1 } })
})
