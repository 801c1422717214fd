import { describe, expect, test } from 'vitest'
import { Lasting, lasting } from '../../src/text/lasting.js'
import { noteRead, recordReads } from '../../src/text/reads.js'

function counted() {
  let made = 0
  const answer = lasting(['names'], (_: { readonly lasting: Lasting }) => {
    noteRead('all')
    return ++made
  })
  return answer
}

describe('a lasting answer', () => {
  test('is worked out once', () => {
    const answer = counted()
    const subject = { lasting: new Lasting() }
    expect([answer(subject), answer(subject)]).toEqual([1, 1])
  })

  test('is taken over while nothing that it was made from has changed', () => {
    const answer = counted()
    const before = { lasting: new Lasting() }
    const now = { lasting: new Lasting() }
    answer(before)
    now.lasting.takeOver(before.lasting, new Set(['values']))
    expect(answer(now)).toBe(1)
  })

  test('is made anew when something of that has changed', () => {
    const answer = counted()
    const before = { lasting: new Lasting() }
    const now = { lasting: new Lasting() }
    answer(before)
    now.lasting.takeOver(before.lasting, new Set(['values', 'names']))
    expect(answer(now)).toBe(2)
  })

  test('that is there already stays', () => {
    const answer = counted()
    const before = { lasting: new Lasting() }
    const now = { lasting: new Lasting() }
    answer(before)
    answer(now)
    now.lasting.takeOver(before.lasting, new Set())
    expect(answer(now)).toBe(2)
  })

  test('is noted with what it was made from, and nothing else, each time', () => {
    const answer = counted()
    const subject = { lasting: new Lasting() }
    const reads = [1, 2].map(() => [...recordReads(() => void answer(subject)).all()])
    expect(reads).toEqual([['names'], ['names']])
  })
})
