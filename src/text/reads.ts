/**
 * What something that was worked out has looked at, so that it need not be worked out again while all of that stays as
 * it is. Nobody has to declare anything: whoever hands out a piece of a configuration notes that it was asked for.
 */
export class Reads {
  #own: Set<string> | undefined
  #others: Set<Reads> | undefined
  #all: ReadonlySet<string> | undefined
  #ownMarked = 0
  #othersMarked = 0
  readonly #isKept: boolean

  /** @param isKept false: what is noted is dropped, since nobody will ask */
  constructor(isKept = true) {
    this.#isKept = isKept
  }

  note(what: string): void {
    if (!this.#isKept) return
    this.#own ??= new Set()
    this.#own.add(what)
  }

  /** What was looked at to work out something else is looked at by all who use that. */
  noteAll(others: Reads): void {
    if (!this.#isKept) return
    this.#others ??= new Set()
    this.#others.add(others)
  }

  /** Remembers how much was noted so far, for `forget`. */
  mark(): void {
    this.#ownMarked = this.#own?.size ?? 0
    this.#othersMarked = this.#others?.size ?? 0
  }

  /** Forgets what was noted since the last mark, but for what had been noted before it as well. */
  forget(): void {
    if (this.#own !== undefined) keepFirst(this.#own, this.#ownMarked)
    if (this.#others !== undefined) keepFirst(this.#others, this.#othersMarked)
  }

  get isEmpty(): boolean {
    return this.#own === undefined && this.#others === undefined
  }

  /** Everything; asked for when nothing more will be noted. */
  all(): ReadonlySet<string> {
    this.#all ??= this.#others === undefined ? (this.#own ?? nothing) : this.#union(this.#others)
    return this.#all
  }

  #union(others: ReadonlySet<Reads>): ReadonlySet<string> {
    const union = new Set(this.#own)
    for (const reads of others) for (const what of reads.all()) union.add(what)
    return union
  }
}

const nothing: ReadonlySet<string> = new Set()

/** Is anything that changed among what was looked at? What changed is few, as a rule. */
export function concerns(changed: readonly string[], reads: ReadonlySet<string>): boolean {
  for (const what of changed) if (reads.has(what)) return true
  return false
}

/** A set knows in which order things came. */
function keepFirst<T>(set: Set<T>, count: number): void {
  if (set.size === count) return
  let index = 0
  for (const each of set) if (index++ >= count) set.delete(each)
}

/** Noted where it cannot be told what else was looked at: nothing that depends on it is used again. */
export const unknownRead = '=unknown'

/** Who is looking just now; undefined when nobody wants to know, as in most runs. */
let reader: Reads | undefined

/** Is anybody interested in what is read? */
export function readsAreNoted(): boolean {
  return reader !== undefined
}

/** Notes that something was looked at: a parameter by its name, anything else by a word that begins with `=`. */
export function noteRead(what: string): void {
  reader?.note(what)
}

/** Notes all that was looked at to work something out; without a record, that it is not known. */
export function noteReads(reads: Reads | undefined): void {
  if (reads === undefined) reader?.note(unknownRead)
  else reader?.noteAll(reads)
}

/** From here on, what is looked at may turn out not to matter: see `forgetReads`. */
export function markReads(): void {
  reader?.mark()
}

/** Takes back what was noted since `markReads`. */
export function forgetReads(): void {
  reader?.forget()
}

/** Runs something and records what it looks at. */
export function recordReads(run: () => void): Reads {
  return readBy(new Reads(), run)
}

/** Runs something of which nobody needs to know what it looks at. What it works out on the way can be used by those who do. */
export function withoutRecord(run: () => void): void {
  readBy(dropped, run)
}

const dropped = new Reads(false)

function readBy(reads: Reads, run: () => void): Reads {
  const outer = reader
  reader = reads
  try {
    run()
  } finally {
    reader = outer
  }
  return reads
}
