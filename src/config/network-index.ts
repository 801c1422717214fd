import { type Address, maskAddress } from './addresses.js'

/** A network that was added, and where it stands. */
export interface IndexedNetwork {
  readonly start: number
  readonly end: number
  readonly prefix: number
}

/** Answers which network added before covers another, in a time that does not grow with their number. */
export interface NetworkIndex {
  add(network: { readonly address: Address; readonly prefix: number }, start: number, end: number): void
  covering(network: { readonly address: Address; readonly prefix: number }): IndexedNetwork | undefined
}

/** More networks than that are not remembered. */
const most = 200_000

/** An index with one map for each length of a network that occurs. */
export function createNetworkIndex(): NetworkIndex {
  const families = {
    ipv4: new Map<number, Map<number | string, readonly [number, number]>>(),
    ipv6: new Map<number, Map<number | string, readonly [number, number]>>(),
  }
  let count = 0
  const keyOf = (address: Address, prefix: number): number | string => {
    const { bytes } = maskAddress(address, prefix)
    if (address.family === 'ipv4') return bytes.reduce((sum, byte) => sum * 256 + byte, 0)
    return String.fromCharCode(...bytes)
  }
  return {
    add({ address, prefix }, start, end) {
      if (++count > most) return
      const lengths = families[address.family]
      const known = lengths.get(prefix) ?? new Map<number | string, readonly [number, number]>()
      if (known.size === 0) lengths.set(prefix, known)
      known.set(keyOf(address, prefix), [start, end])
    },
    covering({ address, prefix }) {
      for (const [length, known] of families[address.family]) {
        if (length > prefix) continue
        const found = known.get(keyOf(address, length))
        if (found !== undefined) return { start: found[0], end: found[1], prefix: length }
      }
      return undefined
    },
  }
}
