import { describe, expect, test } from 'vitest'
import { changedLines, ofEveryLine } from '../../src/text/changed-lines.js'
import { fc } from '../properties.js'

const line = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\u00a0'), maxLength: 6 })
const text = fc.array(line, { maxLength: 12 }).map(lines => lines.join('\n'))

describe('changed lines', () => {
  test.each([
    ['one line of three', 'a\nb\nc\n', 'a\nbb\nc\n', 'bb'],
    ['a line that is joined with the next', 'a\nb\nc\n', 'ab\nc\n', 'ab'],
    ['a line that is cut in two', 'a\nbc\nd', 'a\nb\nc\nd', 'b\nc'],
    ['a line that is one of two alike', 'a\na\n', 'a\n', ''],
    ['the last line, which has no newline', 'a\nb', 'a\nbc', 'bc'],
    ['the first line', 'a\nb', 'x\nb', 'x'],
    ['nothing', 'a\nb', 'a\nb', ''],
    ['everything, after nothing', '', 'a\nb', 'a\nb'],
  ])('%s', (_, before, now, changed) => {
    expect(changedLines(before, now)).toBe(changed)
  })

  test('are lines of the text, and all others were there before', () => {
    fc.assert(
      fc.property(text, text, (before, now) => {
        const changed = changedLines(before, now)
        expect(`\n${now}\n`).toContain(changed)
        const known = new Set([...before.split('\n'), ...changed.split('\n')])
        expect(now.split('\n').filter(each => !known.has(each))).toEqual([])
      }),
    )
  })

  test('are found across texts that are longer than what is compared at a time', () => {
    const start = `${'first line\n'.repeat(1000)}`
    const end = `${'last line\n'.repeat(1000)}`
    expect(changedLines(`${start}x\n${end}`, `${start}new\n${end}`)).toBe('new')
  })
})

describe('a test of every line', () => {
  test('says the same whatever was tested before', () => {
    const isTrue = (lines: string) => !lines.includes('\u00a0')
    fc.assert(
      fc.property(fc.array(text, { maxLength: 8 }), texts => {
        const fast = ofEveryLine(isTrue)
        for (const each of texts) expect(fast(each)).toBe(isTrue(each))
      }),
    )
  })

  test('looks only at lines that changed', () => {
    const looked: string[] = []
    const fast = ofEveryLine(lines => {
      looked.push(lines)
      return true
    })
    fast('a\nb\nc')
    fast('a\nbb\nc')
    expect(looked).toEqual(['a\nb\nc', 'bb'])
  })
})
