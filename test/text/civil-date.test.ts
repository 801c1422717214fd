import { expect, it } from 'vitest'
import { civilDate } from '../../src/text/civil-date.js'
import { fc } from '../properties.js'

it('is the day that Date tells', () => {
  const last = Date.UTC(9999, 11, 31)
  fc.assert(
    fc.property(fc.integer({ min: Date.UTC(1, 0, 1), max: last }), time => {
      expect(civilDate(time)).toBe(new Date(time).toISOString().slice(0, 10))
    }),
  )
})

it.each([0, Date.UTC(2000, 1, 29), Date.UTC(2100, 1, 28), Date.UTC(2100, 2, 1), -1])('is right at %i', time => {
  expect(civilDate(time)).toBe(new Date(time).toISOString().slice(0, 10))
})
