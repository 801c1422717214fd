import type { Alternative, PatternNode, PatternTree, RepeatNode } from '../../syntax/patterns/nodes.js'
import { type ByteSet, bracketSet, capital, namedSet, setOf } from './byte-sets.js'

/**
 * A step of an automaton. The order of `to` is the order in which the GNU C library prefers ways that match as much: it
 * decides what groups hold.
 */
export type Step =
  | { readonly type: 'byte'; readonly set: ByteSet; readonly to: readonly number[] }
  | { readonly type: 'split'; readonly to: readonly number[] }
  | { readonly type: 'place'; readonly sign: string; readonly to: readonly number[] }
  | { readonly type: 'open'; readonly group: number; readonly to: readonly number[] }
  | { readonly type: 'close'; readonly group: number; readonly optional: boolean; readonly to: readonly number[] }
  | { readonly type: 'match'; readonly to: readonly number[] }

/** The automaton of a POSIX expression. */
export interface ExtendedProgram {
  readonly steps: readonly Step[]
  readonly start: number
}

/** How a POSIX expression is compiled. */
export interface ExtendedOptions {
  /** `REG_ICASE`: the expression and the key are both read in capitals. */
  readonly ignoreCase: boolean
  /** `REG_NEWLINE`: lines of the key are looked at on their own. */
  readonly newline: boolean
}

/** Where in an expression something is built. */
interface Within {
  readonly depth: number
  /** In a copy that an interval makes of what stands before it: there the library forgets which groups are optional. */
  readonly copied: boolean
}

/** Larger automata are not built: an interval multiplies what it stands behind. */
const mostSteps = 20_000
/** Pieces that are looked at: copies of what is left out cost no step. */
const mostWork = 200_000
/** Groups may lie as deep in each other. */
const deepest = 200

/** Builds the automaton; undefined when something in it is not known here. */
export function extendedProgram(tree: PatternTree, options: ExtendedOptions): ExtendedProgram | undefined {
  const builder = new Builder(options)
  const end = builder.add({ type: 'match', to: [] })
  const start = builder.alternatives(tree.alternatives, end, { depth: 0, copied: false })
  return builder.failed ? undefined : { steps: builder.steps, start }
}

/** Builds from the end to the beginning: each piece is given the step that follows it. */
class Builder {
  readonly steps: Step[] = []
  failed = false
  readonly #options: ExtendedOptions
  #work = 0

  constructor(options: ExtendedOptions) {
    this.#options = options
  }

  add(step: Step): number {
    if (this.steps.length >= mostSteps) this.failed = true
    return this.failed ? 0 : this.steps.push(step) - 1
  }

  alternatives(all: readonly Alternative[], next: number, within: Within): number {
    const [first = [], ...others] = all
    let found = this.sequence(first, next, within)
    for (const other of others) {
      const entry = this.sequence(other, next, within)
      // What is empty from the beginning is preferred less than what it is compared with.
      found = this.add({ type: 'split', to: found === next ? [entry, found] : [found, entry] })
    }
    return found
  }

  sequence(items: Alternative, next: number, within: Within): number {
    let after = next
    for (let index = items.length - 1; index >= 0 && !this.failed; index--) {
      const item = items[index]
      if (item !== undefined) after = this.item(item, after, within, false)
    }
    return after
  }

  /** @param optional it may be left out: what a group in it held before then comes back */
  item(node: PatternNode, next: number, within: Within, optional: boolean): number {
    if (++this.#work > mostWork || within.depth > deepest) return this.fail()
    switch (node.type) {
      case 'literal':
        return this.bytes(this.literal(node.character), next)
      case 'any':
        return this.bytes(
          setOf(code => code !== 0 && !(this.#options.newline && code === 10)),
          next,
        )
      case 'class': {
        const set = bracketSet(node.set, this.#options.ignoreCase)
        const lines = this.#options.newline && node.set.negated
        return this.bytes(set && lines ? setOf(code => code !== 10 && set[code] === 1) : set, next)
      }
      case 'escape': {
        const { meaning } = node
        return this.bytes(meaning !== undefined && 'set' in meaning ? namedSet(meaning.set) : undefined, next)
      }
      case 'anchor':
        return this.add({ type: 'place', sign: node.sign, to: [next] })
      case 'repeat':
        return this.repeat(node, next, { ...within, depth: within.depth + 1 })
      case 'group': {
        const { depth, copied } = within
        if (node.number === undefined) return this.fail()
        const close = this.add({ type: 'close', group: node.number, optional, to: [next] })
        const body = this.alternatives(node.alternatives, close, { depth: depth + 1, copied })
        return this.add({ type: 'open', group: node.number, to: [body] })
      }
      default:
        return node satisfies never
    }
  }

  /** As many copies as have to be, then a loop, or one copy inside of the next (`parse_dup_op` in glibc's regcomp.c). */
  repeat({ item, min, max }: RepeatNode, next: number, within: Within): number {
    const copy: Within = { ...within, copied: true }
    /** What may be left out; the first of it is the thing itself, unless a copy has to be there before it. */
    const first = min === 0 ? within : copy
    const marks = !within.copied
    let after = next
    if (max === Number.POSITIVE_INFINITY) {
      const loop = this.add({ type: 'split', to: [] })
      const body = this.item(item, loop, first, marks)
      if (this.failed) return 0
      this.steps[loop] = { type: 'split', to: [body, next] }
      after = loop
    } else {
      // ((x?)x)?: of several copies that may be left out, each stands before the next.
      const exits: number[] = []
      for (let copies = max - min; copies > 0 && !this.failed; copies--) {
        exits.push(after)
        after = this.item(item, after, copies === 1 ? first : copy, copies === 1 && marks)
      }
      for (const exit of exits.reverse()) after = this.add({ type: 'split', to: [after, exit] })
    }
    for (let copies = min; copies > 0 && !this.failed; copies--) {
      after = this.item(item, after, copies === 1 ? within : copy, false)
    }
    return after
  }

  literal(character: string): ByteSet | undefined {
    const code = character.charCodeAt(0)
    if (code > 255) return undefined
    const wanted = this.#options.ignoreCase ? capital(code) : code
    return setOf(each => each === wanted)
  }

  bytes(set: ByteSet | undefined, next: number): number {
    return set === undefined ? this.fail() : this.add({ type: 'byte', set, to: [next] })
  }

  fail(): number {
    this.failed = true
    return 0
  }
}
