import { beforeEach, expect, test, vi } from 'vitest'

const counted = vi.hoisted(() => ({ looks: 0 }))
vi.mock('../../src/catalog/timeline.js', async original => {
  const timeline = await original<typeof import('../../src/catalog/timeline.js')>()
  const count =
    <Arguments extends readonly unknown[], Result>(look: (...args: Arguments) => Result) =>
    (...args: Arguments): Result => {
      counted.looks += 1
      return look(...args)
    }
  return {
    ...timeline,
    valueAt: count(timeline.valueAt),
    isPresent: count(timeline.isPresent),
    textAt: count(timeline.textAt),
  }
})

beforeEach(() => {
  vi.resetModules()
  counted.looks = 0
})

test('one lookup is far less work than all', async () => {
  const parse = vi.spyOn(JSON, 'parse')
  const { createCatalog } = await import('../../src/catalog/catalog.js')
  expect(parse).toHaveBeenCalledTimes(1)

  const catalog = createCatalog({ version: '3.7.11', profile: 'debian' })
  expect(counted.looks).toBe(0)
  expect(parse).toHaveBeenCalledTimes(1)

  catalog.parameter('smtpd_banner')
  const one = counted.looks
  expect(one).toBeGreaterThan(0)
  // Its own line, and the profiles.
  expect(parse).toHaveBeenCalledTimes(3)

  catalog.parameter('smtpd_banner')
  expect(counted.looks).toBe(one)
  expect(parse).toHaveBeenCalledTimes(3)

  for (const name of catalog.parameterNames()) catalog.parameter(name)
  expect(counted.looks).toBeGreaterThan(500 * one)
  expect(parse.mock.calls.length).toBeGreaterThan(900)
  parse.mockRestore()
})

test('a catalogue is made once for a target', async () => {
  const { createCatalog } = await import('../../src/catalog/catalog.js')
  const catalog = createCatalog({ version: '3.7', profile: 'upstream' })
  expect(createCatalog({ version: '3.7.22', profile: 'upstream' })).toBe(catalog)
  expect(createCatalog({ version: '3.7.22', profile: 'debian' })).not.toBe(catalog)
})

test('an unknown version is refused', async () => {
  const { createCatalog } = await import('../../src/catalog/catalog.js')
  expect(() => createCatalog({ version: '2.2', profile: 'upstream' })).toThrow(RangeError)
  expect(createCatalog({ version: 'v3.7.11', profile: 'upstream' }).version).toBe('3.7.11')
})
