import { keptText } from './kept-text.js'
import { type Remembering, remembered } from './remembered.js'

/** How much is kept: this many answers, about texts that are no longer than this. */
export interface Bounds {
  readonly texts: number
  readonly length: number
}

/**
 * Makes a function that remembers what it found in a text: the next lint of a file meets the same values. When there
 * are too many, it begins anew.
 */
/* @__NO_SIDE_EFFECTS__ */
export function rememberedByText<S extends Remembering, T extends object>(
  { texts, length }: Bounds,
  find: (text: string, subject: S) => T,
): (text: string, subject: S) => T {
  const memoryOf = remembered((_: S) => new Map<string, T>())
  return (text, subject) => {
    if (text.length > length) return find(text, subject)
    const memory = memoryOf(subject)
    const known = memory.get(text)
    if (known !== undefined) return known
    const kept = keptText(text)
    const found = find(kept, subject)
    if (memory.size >= texts) memory.clear()
    memory.set(kept, found)
    return found
  }
}
