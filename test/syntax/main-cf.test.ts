import { describe, expect, it } from 'vitest'
import { parseMainCf } from '../../src/syntax/main-cf.js'
import type { MainLine } from '../../src/syntax/nodes.js'
import { stringify } from '../../src/syntax/stringify.js'
import type { Range } from '../../src/text/range.js'
import { SourceText } from '../../src/text/source-text.js'

function only(text: string): MainLine {
  const [line, ...others] = parseMainCf(text).lines
  if (line === undefined || others.length > 0) throw new Error(`not one line: ${text}`)
  return line
}

describe('a setting', () => {
  it.each<[text: string, name: string, value: string, written: string]>([
    ['a = b\n', 'a', 'b', 'b'],
    ['a=b', 'a', 'b', 'b'],
    ['a_1\t=\t b c \r\n', 'a_1', 'b c', 'b c'],
    ['a =\n', 'a', '', ''],
    ['a =   \n', 'a', '', ''],
    ['a = = b\n', 'a', '= b', '= b'],
    ['a = b\n  c\n# d\n\te\n', 'a', 'b  c\te', 'b\n  c\n# d\n\te'],
    ['a\n = b\n', 'a', 'b', 'b'],
    ['a =\n b\n', 'a', 'b', 'b'],
    ['a\n =\n b\n', 'a', 'b', 'b'],
    ['2nd = x\n', '2nd', 'x', 'x'],
    ['a = \u00a0b\u00a0\n', 'a', '\u00a0b\u00a0', '\u00a0b\u00a0'],
  ])('%j', (text, name, value, written) => {
    const line = only(text)
    const at = ({ start, end }: Range) => text.slice(start, end)
    if (line.type !== 'setting') throw new Error(line.type)
    expect([line.name, at(line.nameRange), line.value.text, at(line.valueRange)]).toEqual([name, name, value, written])
    expect(text[line.equals]).toBe('=')
    expect(line.file).toBe('main.cf')
    expect(line.nul).toBeUndefined()
  })

  it('without a value has its place just after the equals sign', () => {
    for (const text of ['a =', 'a =   \n', 'a =\n \n b = c\n'.slice(0, 4)])
      expect(only(text)).toMatchObject({ valueRange: { start: 3, end: 3 } })
    expect(only('a\n =\n')).toMatchObject({ equals: 3, valueRange: { start: 4, end: 4 } })
  })

  it('ends at a NUL byte', () => {
    expect(only('a = b\0c\n d\n')).toMatchObject({ name: 'a', value: { text: 'b' }, nul: 5 })
    expect(only('a = b\n c\0d\n e\n')).toMatchObject({ value: { text: 'b c' }, nul: 8 })
    expect(only('a = b\n# \0\n c\n')).not.toHaveProperty('nul')
    const [before, after] = parseMainCf('a = b\nc = \0d\n').lines
    expect(before).not.toHaveProperty('nul')
    expect(after).toMatchObject({ name: 'c', value: { text: '' }, nul: 10 })
  })

  it('is in the file that is named', () => {
    expect(parseMainCf('a = b\n', 'other.cf').lines[0]).toMatchObject({ file: 'other.cf' })
    const source = new SourceText('third.cf', 'a = b\n')
    expect(parseMainCf(source)).toMatchObject({ type: 'main-cf', source: { name: 'third.cf' } })
    expect(parseMainCf(source).lines[0]).toMatchObject({ file: 'third.cf' })
  })
})

describe('a line that is no setting', () => {
  it.each<[text: string, problem: string, at: string, name: string | undefined]>([
    ['a\n', 'missing-equals', 'a', 'a'],
    ['a \n', 'missing-equals', 'a', 'a'],
    ['a b = c\n', 'missing-equals', 'b', 'a'],
    ['abc def\n', 'missing-equals', 'def', 'abc'],
    ['= b\n', 'missing-name', '=', undefined],
    ['=b c\n', 'missing-name', '=b', undefined],
    ['a\n  bc d\n', 'missing-equals', 'bc', 'a'],
    ['\0a = b\n', 'missing-name', '\0a = b\n', undefined],
    ['a\0 = b\n', 'missing-equals', 'a', 'a'],
  ])('%j', (text, problem, at, name) => {
    const line = only(text)
    if (line.type !== 'malformed-setting') throw new Error(line.type)
    expect([line.problem, text.slice(line.at.start, line.at.end), line.name?.text]).toEqual([problem, at, name])
    if (line.name) expect(text.slice(line.name.range.start, line.name.range.end)).toBe(name)
  })

  it('keeps its whole text and its NUL byte', () => {
    expect(only('a b\n c\n')).toMatchObject({ text: { text: 'a b c' } })
    expect(only('a b\0c\n')).toMatchObject({ text: { text: 'a b' }, nul: 3 })
    expect(only('a b\n')).not.toHaveProperty('nul')
  })
})

it('prints the lines of a tree one after the other', () => {
  const { source, lines } = parseMainCf('# x\na = b\n c\n\nd = e')
  expect(stringify({ source, lines })).toBe(source.text)
  expect(stringify({ source, lines: lines.slice(1, 2) })).toBe('a = b\n c\n')
  expect(stringify({ source, lines: [] })).toBe('')
})
