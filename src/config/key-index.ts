import type { EntryPart } from '../syntax/tables/nodes.js'
import { origin } from '../text/mapped-text.js'

/** Remembers where keys were first seen, in a few bytes for each: a table can have a million of them. */
export interface KeyIndex {
  /** The place of the key that was added before and is the same; otherwise remembers this one. */
  add(key: EntryPart, folded: string): { readonly start: number; readonly end: number } | undefined
}

const firstSize = 1024

/**
 * An index of keys by hash. A key is compared with the text it was read from, so nothing but its place is kept.
 * @param text the file that the keys stand in
 * @param fold makes equal what is looked up as the same
 */
export function createKeyIndex(text: string, fold: (key: string) => string): KeyIndex {
  let size = firstSize
  let starts = new Int32Array(size).fill(-1)
  let ends = new Int32Array(size)
  let hashes = new Int32Array(size)
  let count = 0
  /** Keys that are not written in one piece. */
  const scattered = new Map<string, { readonly start: number; readonly end: number }>()

  const grow = () => {
    const old = { starts, ends, hashes }
    size *= 2
    starts = new Int32Array(size).fill(-1)
    ends = new Int32Array(size)
    hashes = new Int32Array(size)
    for (let slot = 0; slot < old.starts.length; slot++) {
      const start = old.starts[slot] ?? -1
      if (start < 0) continue
      const hash = old.hashes[slot] ?? 0
      let at = hash & (size - 1)
      while ((starts[at] ?? -1) >= 0) at = (at + 1) & (size - 1)
      starts[at] = start
      ends[at] = old.ends[slot] ?? start
      hashes[at] = hash
    }
  }

  return {
    add(key, folded) {
      const found = origin(key.text, key.span)?.location.range
      if (found === undefined) return undefined
      const { start, end } = found
      const before = scattered.get(folded)
      if (before !== undefined) return before
      if (end - start !== key.value.length) {
        scattered.set(folded, found)
        return undefined
      }
      const hash = hashOf(folded)
      let at = hash & (size - 1)
      for (let other = starts[at] ?? -1; other >= 0; other = starts[at] ?? -1) {
        const otherEnd = ends[at] ?? other
        if (hashes[at] === hash && fold(text.slice(other, otherEnd)) === folded) return { start: other, end: otherEnd }
        at = (at + 1) & (size - 1)
      }
      starts[at] = start
      ends[at] = end
      hashes[at] = hash
      if (++count * 2 > size) grow()
      return undefined
    },
  }
}

/** FNV-1a over UTF-16 units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5 | 0
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return hash
}
