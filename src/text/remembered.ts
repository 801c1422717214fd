import { noteRead, noteReads, type Reads, readsAreNoted, recordReads } from './reads.js'

/** What was worked out about something, kept with it. Only `remembered` looks inside. */
export type Memory = Map<unknown, unknown>

/** Something that keeps what was worked out about it, so that the answers are gone when it is. */
export interface Remembering {
  readonly memory: Memory
  /** Set on what is the same in every configuration: whoever looks at it has looked at nothing of this one. */
  readonly isFixed?: boolean
  /** Set on what is the same in every configuration that leaves this alone, and all that was worked out about it as well. */
  readonly dependsOn?: Reads
}

/**
 * Makes a function that works something out once for each thing it is asked about. What it is given beside that has to
 * follow from it: it must be the same each time.
 *
 * A `WeakMap` would do the same, but all that its answers hold lives until the whole heap is swept; with one for each
 * reading of each configuration, clearing up was the half of a lint's time.
 */
export function remembered<S extends Remembering, T>(find: (subject: S) => T): (subject: S) => T
export function remembered<S extends Remembering, A, T>(find: (subject: S, a: A) => T): (subject: S, a: A) => T
export function remembered<S extends Remembering, A, B, T>(
  find: (subject: S, a: A, b: B) => T,
): (subject: S, a: A, b: B) => T
/* @__NO_SIDE_EFFECTS__ */
export function remembered<S extends Remembering, A, B, T>(
  find: (subject: S, a: A, b: B) => T,
): (subject: S, a: A, b: B) => T {
  const reads = {}
  return (subject, a, b) => {
    const { memory } = subject
    const { dependsOn } = subject
    if (dependsOn !== undefined) noteReads(dependsOn)
    else if (readsAreNoted() && !subject.isFixed) {
      if (!memory.has(find))
        memory.set(
          reads,
          recordReads(() => memory.set(find, find(subject, a, b))),
        )
      // Under this name stands only what was recorded above.
      noteReads(memory.get(reads) as Reads | undefined)
      return memory.get(find) as T
    }
    const known = memory.get(find)
    // Under its own name stands only what the function itself gave.
    if (known !== undefined || memory.has(find)) return known as T
    const found = find(subject, a, b)
    memory.set(find, found)
    return found
  }
}

/**
 * As `remembered`, for an answer of which it is known better than by watching what it depends on.
 * @param looksAt what is noted as read by whoever asks
 */
/* @__NO_SIDE_EFFECTS__ */
export function rememberedFrom<S extends Remembering, T>(
  looksAt: readonly string[],
  find: (subject: S) => T,
): (subject: S) => T {
  return subject => {
    for (const what of looksAt) noteRead(what)
    const { memory } = subject
    // What is asked for in there is noted as ever, but by nobody who has to do with the answer.
    if (!memory.has(find)) recordReads(() => memory.set(find, find(subject)))
    return memory.get(find) as T
  }
}
