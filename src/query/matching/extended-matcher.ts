import type { PatternTree } from '../../syntax/patterns/nodes.js'
import { capital, isWord } from './byte-sets.js'
import { type ExtendedOptions, type ExtendedProgram, extendedProgram, type Step } from './extended-program.js'
import type { GroupSpan, Matcher, MatchResult, NoMatcher } from './matcher.js'

/** Steps times characters: above it, the sets of steps would take too much memory. */
const mostWork = 20_000_000

/**
 * Makes a POSIX extended expression ready to be tried, as regexec(3) of the GNU C library does it in the C locale: the
 * leftmost match, of those the longest, and of the ways to match as much, the one that its automaton walks. All of it is
 * done by following sets of steps, so the time grows with the product of both lengths and no more.
 */
export function extendedMatcher(tree: PatternTree, options: ExtendedOptions): Matcher | NoMatcher {
  if (!tree.complete) return { undecided: 'the pattern has something that is not judged here' }
  const program = extendedProgram(tree, options)
  if (program === undefined) return { undecided: 'the pattern refers to a group, or is too large' }
  return {
    match(key, wantsGroups) {
      const text = Array.from(key, character => {
        const code = character.charCodeAt(0)
        return options.ignoreCase ? capital(code) : code
      })
      if (program.steps.length * (text.length + 1) > mostWork) return { undecided: 'the key is too long' }
      const run = new Run(program, text, options.newline)
      if (!wantsGroups) return run.finds() ? { matches: true, groups: [] } : { matches: false }
      return run.groups(tree.groups)
    },
  }
}

class Run {
  readonly #steps: readonly Step[]
  readonly #start: number
  readonly #text: readonly number[]
  readonly #newline: boolean

  constructor({ steps, start }: ExtendedProgram, text: readonly number[], newline: boolean) {
    this.#steps = steps
    this.#start = start
    this.#text = text
    this.#newline = newline
  }

  /** True when the pattern matches anywhere. */
  finds(): boolean {
    let active = new Uint8Array(this.#steps.length)
    for (let at = 0; at <= this.#text.length; at++) {
      if (this.#enter(active, this.#start, at)) return true
      if (at === this.#text.length) break
      const next = this.#advance(active, at)
      if (next === undefined) return true
      active = next
    }
    return false
  }

  groups(count: number): MatchResult {
    const start = this.#leftmost()
    if (start === undefined) return { matches: false }
    const end = this.#longest(start)
    return { matches: true, groups: this.#walk(start, end, count) }
  }

  /** Adds a step and all that follow without a character; true when the match is among them. */
  #enter(active: Uint8Array, first: number, at: number): boolean {
    let isMatch = false
    const waiting = [first]
    for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
      const step = this.#steps[index]
      if (step === undefined || active[index] === 1) continue
      if (step.type === 'place' && !this.#holds(step.sign, at)) continue
      active[index] = 1
      if (step.type === 'match') isMatch = true
      if (step.type !== 'byte') for (const to of step.to) waiting.push(to)
    }
    return isMatch
  }

  /** The steps after one more character; undefined when the match is among them. */
  #advance(active: Uint8Array, at: number): Uint8Array<ArrayBuffer> | undefined {
    const next = new Uint8Array(this.#steps.length)
    const code = this.#text[at] ?? 0
    let isMatch = false
    for (let index = 0; index < active.length; index++) {
      const step = active[index] === 1 ? this.#steps[index] : undefined
      if (step?.type !== 'byte' || step.set[code] !== 1) continue
      for (const to of step.to) if (this.#enter(next, to, at + 1)) isMatch = true
    }
    return isMatch ? undefined : next
  }

  /** The first offset at which a match begins. */
  #leftmost(): number | undefined {
    let found: number | undefined
    const last = this.#text.length
    let reach = this.#reaching(last, undefined, true)
    for (let at = last; ; at--) {
      if (reach[this.#start] === 1) found = at
      if (at === 0) return found
      reach = this.#reaching(at - 1, reach, true)
    }
  }

  /** How far the longest match from an offset goes. */
  #longest(start: number): number {
    let active = new Uint8Array(this.#steps.length)
    let end = start
    this.#enter(active, this.#start, start)
    for (let at = start; at < this.#text.length; at++) {
      const next = new Uint8Array(this.#steps.length)
      const code = this.#text[at] ?? 0
      let isAny = false
      for (let index = 0; index < active.length; index++) {
        const step = active[index] === 1 ? this.#steps[index] : undefined
        if (step?.type !== 'byte' || step.set[code] !== 1) continue
        isAny = true
        for (const to of step.to) if (this.#enter(next, to, at + 1)) end = at + 1
      }
      if (!isAny) break
      active = next
    }
    return end
  }

  /**
   * The steps from which the match can be reached at an offset.
   * @param after those of the next offset
   * @param here the match may be at this offset
   */
  #reaching(at: number, after: Uint8Array | undefined, here: boolean): Uint8Array<ArrayBuffer> {
    const reach = new Uint8Array(this.#steps.length)
    const code = this.#text[at]
    const steps = this.#steps
    const reaches = (step: Step): boolean => {
      if (step.type === 'match') return here
      if (step.type === 'byte') {
        return code !== undefined && step.set[code] === 1 && step.to.some(to => after?.[to] === 1)
      }
      return step.to.some(to => reach[to] === 1) && (step.type !== 'place' || this.#holds(step.sign, at))
    }
    // A step comes before those it leads to, but for loops, which take another round each.
    for (let changed = true; changed; ) {
      changed = false
      for (let index = 0; index < steps.length; index++) {
        const step = steps[index]
        if (step === undefined || reach[index] === 1 || !reaches(step)) continue
        reach[index] = 1
        changed = true
      }
    }
    return reach
  }

  /** Walks the way that is preferred among those that end where the longest match does, and notes the groups. */
  #walk(start: number, end: number, count: number): readonly GroupSpan[] {
    const reach: Uint8Array[] = []
    let after: Uint8Array | undefined
    for (let at = end; at >= start; at--) {
      after = this.#reaching(at, after, at === end)
      reach[at - start] = after
    }
    const groups: { start: number; end: number }[] = Array.from({ length: count + 1 }, () => ({ start: -1, end: -1 }))
    /** As they were when a group last held some text: what an empty round of a loop changed is taken back. */
    let kept = groups.map(group => ({ ...group }))
    let passed = new Set<number>()
    let index = this.#start
    for (let at = start; ; ) {
      const step = this.#steps[index]
      if (step === undefined || step.type === 'match') break
      if (step.type === 'open') groups[step.group] = { start: at, end: -1 }
      else if (step.type === 'close') {
        const group = groups[step.group]
        if (group !== undefined && group.start < at) {
          group.end = at
          kept = groups.map(each => ({ ...each }))
        } else if (step.optional && (kept[step.group]?.start ?? -1) >= 0) {
          kept.forEach((each, number) => {
            groups[number] = { ...each }
          })
        } else if (group !== undefined) group.end = at
      }
      if (step.type === 'byte') {
        at++
        index = step.to[0] ?? 0
        passed = new Set()
        continue
      }
      passed.add(index)
      const possible = step.to.filter(to => reach[at - start]?.[to] === 1)
      const [preferred, other] = possible
      if (preferred === undefined) break
      index = other !== undefined && passed.has(preferred) ? other : preferred
    }
    return groups.map(({ start: from, end: to }) => (from < 0 || to < 0 ? undefined : { start: from, end: to }))
  }

  #holds(sign: string, at: number): boolean {
    const text = this.#text
    const last = text.length
    const before = at > 0 && isWord(text[at - 1] ?? 0)
    const behind = at < last && isWord(text[at] ?? 0)
    switch (sign) {
      case '^':
        return at === 0 || (this.#newline && text[at - 1] === 10)
      case '$':
        return at === last || (this.#newline && text[at] === 10)
      case '`':
        return at === 0
      case "'":
        return at === last
      case 'b':
        return before !== behind
      case 'B':
        return before === behind
      case '<':
        return !before && behind
      case '>':
        return before && !behind
      default:
        return false
    }
  }
}
