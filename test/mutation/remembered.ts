import type { Memory, Remembering } from '../../src/text/remembered.js'

/** Memories that are not empty. Global, since more than one module may load this file. */
const inUse = new Set<Memory>()

/** Forgets all that was remembered: what a mutant made must not reach the next. */
export function forgetAll(): void {
  for (const memory of inUse) memory.clear()
  inUse.clear()
}

/** As in `src/text/remembered.ts`, but it can be made to forget. */
export function remembered<S extends Remembering, T, Rest extends readonly unknown[]>(
  find: (subject: S, ...rest: Rest) => T,
): (subject: S, ...rest: Rest) => T {
  return (subject, ...rest) => {
    const { memory } = subject
    inUse.add(memory)
    if (memory.has(find)) return memory.get(find) as T
    const found = find(subject, ...rest)
    memory.set(find, found)
    return found
  }
}
