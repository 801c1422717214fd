import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { keptText, longestName, sharedName } from '../../src/text/kept-text.js'

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

describe('a text that is kept', () => {
  it('is the same text, whatever it is', () => {
    for (const text of ['', 'a', '__proto__', '12', 'constructor', 'a name\nwith more', '\ud800', 'é'.repeat(50)]) {
      expect(keptText(text)).toBe(text)
      expect(sharedName(text)).toBe(text)
      expect(sharedName(text.slice())).toBe(text)
    }
  })

  it('can be as long as it likes, and then is not shared', () => {
    const long = 'x'.repeat(longestName + 1)
    expect(sharedName(long)).toBe(long)
  })

  it('does not keep what it was cut from', () => {
    const kept: string[] = []
    collect()
    const before = process.memoryUsage().heapUsed
    for (let index = 0; index < 400; index++) {
      const file = `${'#'.repeat(200_000)}name_of_a_parameter_${index} `.concat(String(index))
      kept.push(keptText(file.slice(200_000, 200_030)))
    }
    collect()
    // All the files together are 80 MB.
    expect((process.memoryUsage().heapUsed - before) / 1e6).toBeLessThan(20)
    expect(kept).toHaveLength(400)
  })
})
