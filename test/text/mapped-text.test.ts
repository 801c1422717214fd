import { describe, expect, it } from 'vitest'
import { buildMapped, joinRanges, type MappedText, origin, sliceMapped } from '../../src/text/mapped-text.js'
import type { Range } from '../../src/text/range.js'
import { fc } from '../properties.js'

/** Stretches of a text in order, some of them empty. */
const pieced = fc
  .tuple(fc.string({ minLength: 1, maxLength: 60 }), fc.array(fc.nat(60), { maxLength: 12 }))
  .map(([source, cuts]) => {
    const ends = cuts.map(cut => cut % (source.length + 1)).sort((a, b) => a - b)
    const pieces: Range[] = []
    for (let index = 0; index + 1 < ends.length; index += 2)
      pieces.push({ start: ends[index] ?? 0, end: ends[index + 1] ?? 0 })
    return { source, pieces }
  })

/** Each character of a mapped text stands where its place says. */
function expectTrue(mapped: MappedText, source: string): void {
  for (let at = 0; at < mapped.text.length; at++) {
    const found = origin(mapped, { start: at, end: at + 1 })
    expect(found?.via).toBeUndefined()
    const { start, end } = found?.location.range ?? { start: -1, end: -1 }
    expect(source.slice(start, end)).toBe(mapped.text[at])
  }
}

describe('mapped text', () => {
  it('joins pieces and knows where each character is', () => {
    fc.assert(
      fc.property(pieced, ({ source, pieces }) => {
        const mapped = joinRanges('main.cf', source, pieces)
        expect(mapped.text).toBe(pieces.map(({ start, end }) => source.slice(start, end)).join(''))
        expectTrue(mapped, source)
      }),
    )
  })

  it('stays true when it is cut, and cut again', () => {
    fc.assert(
      fc.property(pieced, fc.nat(80), fc.nat(80), fc.nat(80), ({ source, pieces }, a, b, c) => {
        const mapped = joinRanges('main.cf', source, pieces)
        const size = mapped.text.length + 1
        const [start = 0, end = 0] = [a % size, b % size].sort((x, y) => x - y)
        const cut = sliceMapped(mapped, start, end)
        expect(cut.text).toBe(mapped.text.slice(start, end))
        expectTrue(cut, source)
        const again = sliceMapped(cut, Math.min(c, cut.text.length), cut.text.length)
        expect(again).toEqual(sliceMapped(mapped, start + Math.min(c, cut.text.length), end))
      }),
    )
  })

  it('stays true when it is put together anew', () => {
    fc.assert(
      fc.property(pieced, fc.array(fc.tuple(fc.nat(80), fc.nat(80)), { maxLength: 8 }), ({ source, pieces }, cuts) => {
        const mapped = joinRanges('main.cf', source, pieces)
        const size = mapped.text.length + 1
        const builder = buildMapped()
        let text = ''
        for (const [a, b] of cuts) {
          const [start = 0, end = 0] = [a % size, b % size].sort((x, y) => x - y)
          builder.append(mapped, start, end)
          text += mapped.text.slice(start, end)
          expect(builder.length).toBe(text.length)
        }
        const built = builder.build()
        expect(built.text).toBe(text)
        expectTrue(built, source)
      }),
    )
  })

  it('covers from the first to the last character of a span over several pieces', () => {
    const source = 'a = one,\n# no\n  two\n'
    const mapped = joinRanges('main.cf', source, [
      { start: 4, end: 8 },
      { start: 14, end: 19 },
    ])
    expect(mapped.text).toBe('one,  two')
    expect(origin(mapped, { start: 1, end: 9 })?.location.range).toEqual({ start: 5, end: 19 })
  })

  it('has an origin nowhere when no file holds it', () => {
    expect(origin({ text: '', segments: [] }, { start: 0, end: 0 })).toBeUndefined()
    expect(origin({ text: 'ab', segments: [{ out: 0, at: 0 }] }, { start: 0, end: 2 })).toBeUndefined()
  })
})
