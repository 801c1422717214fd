import { describe, expect, it } from 'vitest'
import { applyEdits, editsConflict, OverlappingEdits } from '../../src/text/edits.js'
import type { Edit } from '../../src/text/range.js'
import { fc } from '../properties.js'

const file = 'main.cf'

/** Edits that do not touch each other: between two cuts something is replaced, between the next two kept. */
const separate = fc
  .tuple(
    fc.string({ maxLength: 40 }),
    fc.uniqueArray(fc.nat(40), { maxLength: 10 }),
    fc.array(fc.string({ maxLength: 5 }), { minLength: 5, maxLength: 5 }),
  )
  .map(([text, places, texts]) => {
    const cuts = [...new Set(places.map(place => place % (text.length + 1)))].sort((a, b) => a - b)
    const edits: Edit[] = []
    for (let index = 0; index + 1 < cuts.length; index += 2) {
      edits.push({ file, range: { start: cuts[index] ?? 0, end: cuts[index + 1] ?? 0 }, text: texts[index / 2] ?? '' })
    }
    return { text, edits }
  })

describe('applyEdits', () => {
  it('is the same as replacing from the end to the start', () => {
    fc.assert(
      fc.property(separate, ({ text, edits }) => {
        const expected = [...edits]
          .reverse()
          .reduce((now, { range, text: put }) => now.slice(0, range.start) + put + now.slice(range.end), text)
        expect(applyEdits(text, edits)).toBe(expected)
      }),
    )
  })

  it('does not depend on the order it is given them in', () => {
    fc.assert(
      fc.property(separate, ({ text, edits }) => {
        expect(applyEdits(text, [...edits].reverse())).toBe(applyEdits(text, edits))
      }),
    )
  })

  it('can be undone', () => {
    fc.assert(
      fc.property(separate, ({ text, edits }) => {
        let shift = 0
        const back = edits.map((edit): Edit => {
          const start = edit.range.start + shift
          shift += edit.text.length - (edit.range.end - edit.range.start)
          return {
            file,
            range: { start, end: start + edit.text.length },
            text: text.slice(edit.range.start, edit.range.end),
          }
        })
        expect(applyEdits(applyEdits(text, edits), back)).toBe(text)
      }),
    )
  })

  it('refuses edits of the same characters, and only those', () => {
    const range = fc.tuple(fc.nat(9), fc.nat(9)).map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }))
    fc.assert(
      fc.property(range, range, (a, b) => {
        const edits: Edit[] = [
          { file, range: a, text: 'x' },
          { file, range: b, text: 'y' },
        ]
        const [first, second] = edits
        const conflict = first !== undefined && second !== undefined && editsConflict(first, second)
        const overlap = a.start < b.end && b.start < a.end
        if (overlap) expect(() => applyEdits('0123456789', edits)).toThrow(OverlappingEdits)
        else expect(applyEdits('0123456789', edits)).toHaveLength(12 - (a.end - a.start) - (b.end - b.start))
        if (overlap) expect(conflict).toBe(true)
      }),
    )
  })
})
