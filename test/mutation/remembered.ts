import * as real from '../../src/text/remembered.js'

type Remembering = real.Remembering

export type { Memory, Remembering } from '../../src/text/remembered.js'

/** Memories that are not empty. */
const inUse = new Set<real.Memory>()

/** Forgets all that was remembered: what a mutant made must not reach the next. */
export function forgetAll(): void {
  for (const memory of inUse) memory.clear()
  inUse.clear()
}

/** As in `src/text/remembered.ts`, in the place of which this is loaded; but it can be made to forget. */
export function remembered<S extends Remembering, T, Rest extends readonly unknown[]>(
  find: (subject: S, ...rest: Rest) => T,
): (subject: S, ...rest: Rest) => T {
  const answer = real.remembered((subject: S, rest: Rest) => find(subject, ...rest))
  return (subject, ...rest) => {
    inUse.add(subject.memory)
    return answer(subject, rest)
  }
}

/** As in `src/text/remembered.ts`. */
export function rememberedFrom<S extends Remembering, T>(
  looksAt: readonly string[],
  find: (subject: S) => T,
): (subject: S) => T {
  const answer = real.rememberedFrom(looksAt, find)
  return subject => {
    inUse.add(subject.memory)
    return answer(subject)
  }
}
