import { expect, it } from 'vitest'
import { TakenPlaces } from '../../src/edit/taken-places.js'
import { editsConflict } from '../../src/text/edits.js'
import type { Edit } from '../../src/text/range.js'
import { fc, runs } from '../properties.js'

const edit = fc
  .tuple(fc.nat(30), fc.nat(4))
  .map(([start, length]): Edit => ({ file: 'main.cf', range: { start, end: start + length }, text: '' }))

it('conflicts with what one of the places conflicts with', () => {
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 40 }), edits => {
      const places = new TakenPlaces()
      const taken: Edit[] = []
      for (const each of edits) {
        const expected = taken.some(other => editsConflict(each, other))
        expect(places.conflictsWith(each)).toBe(expected)
        if (expected) continue
        places.add(each)
        taken.push(each)
      }
    }),
    runs(500),
  )
})
