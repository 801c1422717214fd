import { noteRead, recordReads } from './reads.js'

interface Answer {
  readonly looksAt: readonly string[]
  readonly value: unknown
}

/**
 * What was worked out about a configuration, and has no place and nothing else of it inside: it is as true of the next
 * one, if that is the same in what it was made from.
 */
export class Lasting {
  readonly #answers = new Map<unknown, Answer>()

  /** Takes what an earlier configuration has, but for what depends on something that changed since then. */
  takeOver(earlier: Lasting, changed: ReadonlySet<string>): void {
    for (const [key, answer] of earlier.#answers) {
      if (!this.#answers.has(key) && !answer.looksAt.some(what => changed.has(what))) this.#answers.set(key, answer)
    }
  }

  /** What stands under a key; made when it is first asked for. Only `lasting` asks. */
  get(key: unknown, looksAt: readonly string[], make: () => unknown): unknown {
    for (const what of looksAt) noteRead(what)
    const known = this.#answers.get(key)
    if (known !== undefined) return known.value
    let value: unknown
    // What is asked for in there is noted as ever, but by nobody who has to do with the answer.
    recordReads(() => {
      value = make()
    })
    this.#answers.set(key, { looksAt, value })
    return value
  }
}

/**
 * As `rememberedFrom`, for answers that hold nothing of the configuration they are about, a piece of its text included.
 * @param looksAt all that an answer depends on
 */
/* @__NO_SIDE_EFFECTS__ */
export function lasting<S extends { readonly lasting: Lasting }, T>(
  looksAt: readonly string[],
  make: (subject: S) => T,
): (subject: S) => T {
  // Under this key stands only what `make` gave.
  return subject => subject.lasting.get(make, looksAt, () => make(subject)) as T
}
