import type { PatternTree } from '../../syntax/patterns/nodes.js'
import { capital, isWord } from './byte-sets.js'
import type { GroupSpan, Matcher, NoMatcher } from './matcher.js'
import { type LookAround, type PerlOptions, type PerlProgram, perlProgram } from './perl-program.js'

/** Options of a whole pattern: the letters behind it in a table. */
export interface PerlPatternOptions extends PerlOptions {
  /** `A`: the match has to begin where the key does. */
  readonly anchored: boolean
  /** `E`: `$` is the very end alone. */
  readonly dollarEndOnly: boolean
}

/** Attempts with one key; PCRE2 itself gives up, with a warning, only long after it. */
const mostAttempts = 500_000

/** Makes a pattern ready to be tried as PCRE2 does it, without its UTF mode, in the C locale. */
export function perlMatcher(tree: PatternTree, options: PerlPatternOptions): Matcher | NoMatcher {
  if (!tree.complete) return { undecided: 'the pattern has something that is not judged here' }
  const program = perlProgram(tree, options)
  if (program === undefined) return { undecided: 'the pattern has something that is not judged here, or is too large' }
  return {
    match(key, wantsGroups) {
      const run = new Run(program, key, options)
      const last = options.anchored ? 0 : key.length
      for (let at = 0; at <= last; at++) {
        const end = run.from(program.start, at)
        if (run.isExhausted) return { undecided: 'the pattern takes too many attempts with this key' }
        if (end !== undefined) return { matches: true, groups: wantsGroups ? run.groups(tree.groups) : [] }
      }
      return { matches: false }
    },
  }
}

class Run {
  isExhausted = false
  readonly #program: PerlProgram
  readonly #key: string
  readonly #options: PerlPatternOptions
  readonly #slots: number[]
  #attempts = 0

  constructor(program: PerlProgram, key: string, options: PerlPatternOptions) {
    this.#program = program
    this.#key = key
    this.#options = options
    this.#slots = Array<number>(program.slots).fill(-1)
  }

  groups(count: number): readonly GroupSpan[] {
    return Array.from({ length: count + 1 }, (_, group) => {
      const start = this.#slots[group * 2] ?? -1
      const end = this.#slots[group * 2 + 1] ?? -1
      return start < 0 || end < 0 ? undefined : { start, end }
    })
  }

  /** Where a match ends that begins at an offset; what groups hold stays noted. */
  from(entry: number, begin: number): number | undefined {
    const { steps } = this.#program
    const slots = this.#slots
    const key = this.#key
    /** Ways left to try, and slots to be set back on the way to them: three numbers each. */
    const stack: number[] = []
    let index = entry
    let at = begin
    const setSlot = (slot: number, value: number) => {
      stack.push(-1, slot, slots[slot] ?? -1)
      slots[slot] = value
    }
    for (;;) {
      if (++this.#attempts > mostAttempts) this.isExhausted = true
      const step = this.isExhausted ? undefined : steps[index]
      let next: number | undefined
      switch (step?.type) {
        case 'byte':
          if (at < key.length && step.set[key.charCodeAt(at)] === 1) {
            at++
            next = step.next
          }
          break
        case 'split':
          stack.push(step.second, at, 0)
          next = step.first
          break
        case 'place':
          if (this.#holds(step.sign, step.lines, at)) next = step.next
          break
        case 'save':
          setSlot(step.slot, at)
          next = step.next
          break
        case 'close':
          setSlot(step.group * 2, slots[step.register] ?? -1)
          setSlot(step.group * 2 + 1, at)
          next = step.next
          break
        case 'again':
          next = slots[step.register] === at ? step.next : step.loop
          break
        case 'reference': {
          const length = this.#sameAsGroup(step.group, step.anyCase, at)
          if (length !== undefined) {
            at += length
            next = step.next
          }
          break
        }
        case 'look':
          if (this.#looksRight(step.look, at, setSlot)) next = step.next
          break
        case 'atomic': {
          const before = [...slots]
          const end = this.from(step.entry, at)
          if (end !== undefined) {
            this.#noteChanges(before, setSlot)
            at = end
            next = step.next
          }
          break
        }
        case 'match':
          return at
        case undefined:
          if (this.isExhausted) return undefined
          break
        default:
          step satisfies never
      }
      if (next !== undefined) {
        index = next
        continue
      }
      // Back to the last way that is left, with the slots as they were there.
      for (;;) {
        const value = stack.pop()
        const second = stack.pop()
        const first = stack.pop()
        if (value === undefined || second === undefined || first === undefined) return undefined
        if (first >= 0) {
          index = first
          at = second
          break
        }
        slots[second] = value
      }
    }
  }

  /** A look-around that holds keeps its groups, unless it is negated. */
  #looksRight({ negated, entries }: LookAround, at: number, setSlot: (slot: number, value: number) => void): boolean {
    const before = [...this.#slots]
    const found = entries.some(({ entry, back }) => back <= at && this.from(entry, at - back) !== undefined)
    if (found && !negated) this.#noteChanges(before, setSlot)
    else this.#restore(before)
    return found !== negated
  }

  #restore(before: readonly number[]): void {
    for (const [slot, value] of before.entries()) this.#slots[slot] = value
  }

  /** Makes what an inner run left in the slots something that can be taken back. */
  #noteChanges(before: readonly number[], setSlot: (slot: number, value: number) => void): void {
    const after = [...this.#slots]
    this.#restore(before)
    for (const [slot, value] of after.entries()) if (value !== before[slot]) setSlot(slot, value)
  }

  #sameAsGroup(group: number, anyCase: boolean, at: number): number | undefined {
    const start = this.#slots[group * 2] ?? -1
    const end = this.#slots[group * 2 + 1] ?? -1
    if (start < 0 || end < start) return undefined
    const key = this.#key
    if (at + end - start > key.length) return undefined
    for (let offset = 0; offset < end - start; offset++) {
      const wanted = key.charCodeAt(start + offset)
      const code = key.charCodeAt(at + offset)
      if (anyCase ? capital(wanted) !== capital(code) : wanted !== code) return undefined
    }
    return end - start
  }

  #holds(sign: string, lines: boolean, at: number): boolean {
    const key = this.#key
    const last = key.length
    const isEnd = at === last
    const beforeLastNewline = at === last - 1 && key.charCodeAt(at) === 10
    const word = (offset: number) => offset >= 0 && offset < last && isWord(key.charCodeAt(offset))
    switch (sign) {
      case '^':
        return at === 0 || (lines && !isEnd && key.charCodeAt(at - 1) === 10)
      case '$':
        if (lines) return isEnd || key.charCodeAt(at) === 10
        return isEnd || (beforeLastNewline && !this.#options.dollarEndOnly)
      case 'A':
      case 'G':
        return at === 0
      case 'z':
        return isEnd
      case 'Z':
        return isEnd || beforeLastNewline
      case 'b':
        return word(at - 1) !== word(at)
      case 'B':
        return word(at - 1) === word(at)
      default:
        return false
    }
  }
}
