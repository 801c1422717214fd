import { describe, expect, it } from 'vitest'
import { type Address, bitsOf, contains, maskAddress } from '../../src/config/addresses.js'
import { createNetworkIndex } from '../../src/config/network-index.js'
import { fc } from '../properties.js'

interface Network {
  readonly address: Address
  readonly prefix: number
}

/** Networks that lie close together, so that they often cover each other. */
const network = fc
  .record({
    family: fc.constantFrom<Address['family']>('ipv4', 'ipv6'),
    bits: fc.integer({ min: 0, max: 255 }),
    length: fc.integer({ min: 0, max: 8 }),
    whole: fc.boolean(),
  })
  .map(({ family, bits, length, whole }): Network => {
    const size = bitsOf(family) / 8
    const bytes = Array.from({ length: size }, (_, index) => (index === size - 1 ? bits : 10))
    const prefix = whole ? length * 4 : bitsOf(family) - length
    return { address: maskAddress({ family, bytes }, prefix), prefix }
  })

describe('an index of networks', () => {
  it('finds a network that covers another, as a comparison with each would', () => {
    fc.assert(
      fc.property(fc.array(network, { maxLength: 30 }), network, (known, asked) => {
        const index = createNetworkIndex()
        for (const [at, each] of known.entries()) index.add(each, at, at)
        const found = index.covering(asked)
        const covers = (each: Network | undefined) =>
          each !== undefined && contains(each.address, each.prefix, asked.address, asked.prefix)
        expect(found !== undefined).toBe(known.some(covers))
        if (found === undefined) return
        expect(covers(known[found.start])).toBe(true)
        expect(found.prefix).toBe(known[found.start]?.prefix)
      }),
    )
  })
})
