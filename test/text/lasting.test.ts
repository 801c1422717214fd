import { describe, expect, test } from 'vitest'
import { Lasting, lasting, lastingAsRead, madeFrom } from '../../src/text/lasting.js'
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
    now.lasting.takeOver(before.lasting, ['values'])
    expect(answer(now)).toBe(1)
  })

  test('is made anew when something of that has changed', () => {
    const answer = counted()
    const before = { lasting: new Lasting() }
    const now = { lasting: new Lasting() }
    answer(before)
    now.lasting.takeOver(before.lasting, ['values', 'names'])
    expect(answer(now)).toBe(2)
  })

  test('that is there already stays', () => {
    const answer = counted()
    const before = { lasting: new Lasting() }
    const now = { lasting: new Lasting() }
    answer(before)
    answer(now)
    now.lasting.takeOver(before.lasting, [])
    expect(answer(now)).toBe(2)
  })

  test('is noted with what it was made from, and nothing else, each time', () => {
    const answer = counted()
    const subject = { lasting: new Lasting() }
    const reads = [1, 2].map(() => [...recordReads(() => void answer(subject)).all()])
    expect(reads).toEqual([['names'], ['names']])
  })
})

describe('a lasting answer that depends on what was looked at', () => {
  const counted = (looksAt: string) => {
    let made = 0
    return lastingAsRead((_: { readonly lasting: Lasting }) => {
      noteRead(looksAt)
      return ++made
    })
  }
  const afterChange = (looksAt: string, changed: readonly string[], note = true): number => {
    const answer = counted(looksAt)
    const before = { lasting: new Lasting() }
    const now = { lasting: new Lasting() }
    if (note) recordReads(() => void answer(before))
    else answer(before)
    now.lasting.takeOver(before.lasting, changed)
    return answer(now)
  }

  test.each([
    ['nothing of that changed', 'names', ['values'], 1],
    ['some of that changed', 'names', ['values', 'names'], 2],
    ['it is of tables, which are compared later', '=tables', [], 2],
    ['it is of one table', '=table hash:x', [], 2],
    ['it is not known what it looked at', '=unknown', [], 2],
  ])('is worked out so often when %s', (_, looksAt, changed, times) => {
    expect(afterChange(looksAt, changed)).toBe(times)
  })

  test('is made anew where nobody noted what it looked at', () => {
    expect(afterChange('names', [], false)).toBe(2)
  })

  test('is noted with what it looked at each time', () => {
    const answer = counted('names')
    const subject = { lasting: new Lasting() }
    const reads = [1, 2].map(() => [...recordReads(() => void answer(subject)).all()])
    expect(reads).toEqual([['names'], ['names']])
  })
})

describe('what is made from pieces', () => {
  const make = () => {
    let made = 0
    const join = madeFrom<{ readonly lasting: Lasting }, readonly object[], number>(
      pieces => pieces.length + 10 * ++made,
    )
    return { join, made: () => made }
  }
  const [a, b, c] = [{}, {}, {}]

  test('is the same in the next configuration, while the pieces are the same ones', () => {
    const { join, made } = make()
    const before = { lasting: new Lasting() }
    const now = { lasting: new Lasting() }
    expect(join(before, [a, b])).toBe(12)
    now.lasting.takeOver(before.lasting, ['whatever'])
    expect(join(now, [a, b])).toBe(12)
    expect(made()).toBe(1)
  })

  test.each([
    ['another piece', [a, c]],
    ['one more', [a, b, c]],
    ['one less', [a]],
    ['another order', [b, a]],
  ])('is made anew from %s', (_, pieces) => {
    const { join, made } = make()
    const holder = { lasting: new Lasting() }
    join(holder, [a, b])
    expect(join(holder, pieces)).toBe(pieces.length + 20)
    expect(made()).toBe(2)
  })

  test('is not asked of a configuration that nothing was taken over from', () => {
    const { join } = make()
    join({ lasting: new Lasting() }, [a])
    expect(join({ lasting: new Lasting() }, [a])).toBe(21)
  })
})
