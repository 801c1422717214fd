import { describe, expect, it } from 'vitest'
import { tokenEdits } from '../../src/language-service/token-edits.js'
import { fc, runs } from '../properties.js'

const tokens = fc.array(fc.tuple(...Array.from({ length: 5 }, () => fc.nat(2)))).map(each => each.flat())

describe('edits of tokens', () => {
  it('turn one list into the other, by whole tokens', () => {
    fc.assert(
      fc.property(tokens, tokens, tokens, tokens, (head, tail, some, others) => {
        const before = [...head, ...some, ...tail]
        const after = [...head, ...others, ...tail]
        const edited = [...before]
        for (const { start, deleteCount, data = [] } of tokenEdits(before, after)) {
          expect([start % 5, deleteCount % 5, data.length % 5]).toEqual([0, 0, 0])
          expect(deleteCount).toBeLessThanOrEqual(some.length)
          edited.splice(start, deleteCount, ...data)
        }
        expect(edited).toEqual(after)
      }),
      runs(500),
    )
  })

  it('are none where nothing changed', () => {
    expect(tokenEdits([0, 0, 1, 0, 0], [0, 0, 1, 0, 0])).toEqual([])
    expect(tokenEdits([], [])).toEqual([])
  })
})
