import { sharedName } from './kept-text.js'
import { concerns, noteReads, Reads, readsAreNoted, recordReads, unknownRead } from './reads.js'

interface Answer {
  readonly reads: Reads
  /** False when it may depend on what is not compared before answers are taken over. */
  readonly outlives: boolean
  readonly value: unknown
}

/**
 * What was worked out about a configuration, and has no place and nothing else of it inside: it is as true of the next
 * one, if that is the same in what it was made from.
 */
export class Lasting {
  readonly #answers = new Map<unknown, Answer>()
  #made = new Map<unknown, Made>()

  /** Takes what an earlier configuration has, but for what depends on something that changed since then. */
  takeOver(earlier: Lasting, changed: readonly string[]): void {
    for (const [key, made] of earlier.#made) if (!this.#made.has(key)) this.#made.set(key, made)
    for (const [key, answer] of earlier.#answers) {
      if (answer.outlives && !this.#answers.has(key) && !concerns(changed, answer.reads.all()))
        this.#answers.set(key, answer)
    }
  }

  /** What stands under a key; made when it is first asked for. Only `lasting` and `lastingAsRead` ask. */
  get(key: unknown, make: () => Answer): unknown {
    const known = this.#answers.get(key)
    const answer = known ?? make()
    if (known === undefined) this.#answers.set(key, answer)
    noteReads(answer.reads)
    return answer.value
  }

  /** What was made from pieces; made anew when one of them is another. Only `madeFrom` asks. */
  made(key: unknown, pieces: readonly unknown[], make: () => unknown): unknown {
    const known = this.#made.get(key)
    if (known?.pieces.length === pieces.length && pieces.every((piece, index) => piece === known.pieces[index])) {
      return known.value
    }
    const value = make()
    this.#made.set(key, { pieces, value })
    return value
  }
}

interface Made {
  readonly pieces: readonly unknown[]
  readonly value: unknown
}

interface HasLasting {
  readonly lasting: Lasting
}

/**
 * As `rememberedFrom`, for answers that hold nothing of the configuration they are about, a piece of its text included.
 * @param looksAt all that an answer depends on
 */
/* @__NO_SIDE_EFFECTS__ */
export function lasting<S extends HasLasting, T>(
  looksAt: readonly string[],
  make: (subject: S) => T,
): (subject: S) => T {
  const reads = readsOf(looksAt)
  // Under this key stands only what `make` gave.
  return subject =>
    subject.lasting.get(make, () => {
      let value: T | undefined
      // What is asked for in there is noted as ever, but by nobody who has to do with the answer.
      recordReads(() => {
        value = make(subject)
      })
      return { reads, outlives: true, value }
    }) as T
}

/**
 * As `remembered`, for answers that hold nothing of the configuration they are about, a piece of its text included. What
 * they depend on is noted while they are made; those that look at lookup tables do not outlive their configuration.
 */
/* @__NO_SIDE_EFFECTS__ */
export function lastingAsRead<S extends HasLasting, T>(make: (subject: S) => T): (subject: S) => T {
  return subject => subject.lasting.get(make, () => made(() => make(subject))) as T
}

/**
 * As `lastingAsRead`, for answers about the parts of a subject: each depends on what was looked at for it alone.
 * @param make its answer is kept under the key of the part, which tells it from all that others keep
 */
/* @__NO_SIDE_EFFECTS__ */
export function lastingOfPart<S extends HasLasting, P extends { readonly key: string }, T>(
  make: (subject: S, part: P) => T,
): (subject: S, part: P) => T {
  return (subject, part) => subject.lasting.get(part.key, () => made(() => make(subject, part))) as T
}

/**
 * Makes a function for what is made from pieces alone, whatever these were worked out from: as long as they are the same
 * ones, the next configuration has the same answer. Neither pieces nor answers may hold anything of a configuration.
 */
/* @__NO_SIDE_EFFECTS__ */
export function madeFrom<S extends HasLasting, P extends readonly unknown[], T>(
  make: (pieces: P) => T,
): (subject: S, pieces: P) => T {
  return (subject, pieces) => subject.lasting.made(make, pieces, () => make(pieces)) as T
}

/** What was worked out, with what was looked at on the way. */
function made(make: () => unknown): Answer {
  if (!readsAreNoted()) return { reads: unknown, outlives: false, value: make() }
  let value: unknown
  const noted = recordReads(() => {
    value = make()
  }).all()
  const outlives = ![...noted].some(what => what === unknownRead || what.startsWith('=table'))
  return { reads: readsOf([...noted].map(sharedName)), outlives, value }
}

function readsOf(names: readonly string[]): Reads {
  const reads = new Reads()
  for (const name of names) reads.note(name)
  return reads
}

const unknown = readsOf([unknownRead])
