// Postfix's hash tables start with 13 chains and double when they are full (`src/util/htable.c`). The hash is FNV-1a of 64
// bits, each byte plus one (`src/util/hash_fnv.c`), here in two halves of 32 bits.
const firstSize = 13
const parameterTableSize = 1001
const offsetHigh = 0xcbf29ce4
const offsetLow = 0x84222325
/** The prime is 2^40 and this. */
const primeLow = 0x1b3
const half = 2 ** 32

/**
 * Puts the entries of a map into the order in which Postfix goes through its table of them. It seeds its hash at random:
 * this is the order with NORANDOMIZE in the environment, and as good as any.
 */
export function orderAsTable<Value>(map: Map<string, Value>): void {
  const entries = [...map]
  if (entries.length < 2) return
  let size = firstSize
  let chains = emptyChains<Value>(size)
  let used = 0
  for (const entry of entries) {
    if (used >= size) {
      size = (2 * size) | 1
      const old = chains
      chains = emptyChains(size)
      for (const chain of old) for (const moved of chain) link(chains, moved)
    }
    link(chains, entry)
    used++
  }
  map.clear()
  for (const chain of chains) for (const [name, value] of chain) map.set(name, value)
}

type Chains<Value> = (readonly [string, Value])[][]

function emptyChains<Value>(size: number): Chains<Value> {
  return Array.from({ length: size }, () => [])
}

/** The newest comes first in its chain. */
function link<Value>(chains: Chains<Value>, entry: readonly [string, Value]): void {
  chains[place(entry[0], chains.length)]?.unshift(entry)
}

/** The order of some names in Postfix's table of all parameters, of which there are so many. */
export function orderInParameterTable(names: readonly string[], parameters: number): readonly string[] {
  let size = parameterTableSize
  while (parameters > size) size = (2 * size) | 1
  return [...names].sort((a, b) => place(a, size) - place(b, size))
}

/** Number of a name's chain. The text holds one byte in each character. */
function place(name: string, size: number): number {
  let high = offsetHigh
  let low = offsetLow
  for (let at = 0; at < name.length; at++) {
    low = (low ^ (name.charCodeAt(at) + 1)) >>> 0
    const product = low * primeLow
    // The shift by 40 bits moves the low half into the high one.
    high = (high * primeLow + Math.floor(product / half) + low * 256) % half
    low = product % half
  }
  return ((high % size) * (half % size) + low) % size
}
