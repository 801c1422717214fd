import type { Alternative, GroupNode, PatternNode, PatternTree, RepeatNode } from '../../syntax/patterns/nodes.js'
import { type ByteSet, bothCases, bracketSet, namedSet, setOf } from './byte-sets.js'

/** An instruction of the backtracking engine. Where there are two ways, the first is tried first. */
export type PerlStep =
  | { readonly type: 'byte'; readonly set: ByteSet; readonly next: number }
  | { readonly type: 'split'; readonly first: number; readonly second: number }
  | { readonly type: 'place'; readonly sign: string; readonly lines: boolean; readonly next: number }
  | { readonly type: 'save'; readonly slot: number; readonly next: number }
  /** A group ends that began where the register says. */
  | { readonly type: 'close'; readonly group: number; readonly register: number; readonly next: number }
  /** Goes on only if something was matched since the register was saved; else leaves the loop. */
  | { readonly type: 'again'; readonly register: number; readonly loop: number; readonly next: number }
  | { readonly type: 'reference'; readonly group: number; readonly anyCase: boolean; readonly next: number }
  | { readonly type: 'look'; readonly look: LookAround; readonly next: number }
  | { readonly type: 'atomic'; readonly entry: number; readonly next: number }
  | { readonly type: 'match' }

/** A look-around: with `lengths`, each entry is tried so many bytes before. */
export interface LookAround {
  readonly negated: boolean
  readonly entries: readonly { readonly entry: number; readonly back: number }[]
}

/** A compiled PCRE2 pattern. Slots: two for each group, then the registers of loops. */
export interface PerlProgram {
  readonly steps: readonly PerlStep[]
  readonly start: number
  readonly slots: number
}

/** Options that letters behind a pattern switch. */
export interface PerlOptions {
  readonly ignoreCase: boolean
  readonly lines: boolean
  readonly dotAll: boolean
  readonly lazy: boolean
}

const mostSteps = 20_000
/** Pieces that are looked at: copies of what is empty cost no step. */
const mostWork = 200_000
const deepest = 200

/** Compiles a pattern; undefined when something in it is not known here. */
export function perlProgram(tree: PatternTree, options: PerlOptions): PerlProgram | undefined {
  const builder = new Builder(tree, options)
  const end = builder.add({ type: 'match' })
  const start = builder.alternatives(tree.alternatives, end, 0)
  return builder.failed ? undefined : { steps: builder.steps, start, slots: builder.slots }
}

class Builder {
  readonly steps: PerlStep[] = []
  failed = false
  slots: number
  #work = 0
  readonly #tree: PatternTree
  readonly #options: PerlOptions

  constructor(tree: PatternTree, options: PerlOptions) {
    this.#tree = tree
    this.#options = options
    this.slots = (tree.groups + 1) * 2
  }

  add(step: PerlStep): number {
    if (this.steps.length >= mostSteps) this.failed = true
    return this.failed ? 0 : this.steps.push(step) - 1
  }

  alternatives(all: readonly Alternative[], next: number, depth: number): number {
    let found: number | undefined
    for (let index = all.length - 1; index >= 0; index--) {
      const entry = this.#sequence(all[index] ?? [], next, depth)
      found = found === undefined ? entry : this.add({ type: 'split', first: entry, second: found })
    }
    return found ?? next
  }

  #sequence(items: Alternative, next: number, depth: number): number {
    let after = next
    for (let index = items.length - 1; index >= 0 && !this.failed; index--) {
      const item = items[index]
      if (item !== undefined) after = this.#item(item, after, depth)
    }
    return after
  }

  #item(node: PatternNode, next: number, depth: number): number {
    if (++this.#work > mostWork || depth > deepest) return this.#fail()
    switch (node.type) {
      case 'literal':
        return this.#bytes(character(node.character), node, next)
      case 'any':
        return this.#bytes(this.#option('s', node.start) ? setOf(() => true) : namedSet('N'), node, next)
      case 'class':
        return this.#class(node, next)
      case 'escape':
        return this.#escape(node, next)
      case 'anchor': {
        // What `\K` moves is no group.
        if (node.sign === 'K') return depth === 0 ? next : this.#fail()
        return this.add({ type: 'place', sign: node.sign, lines: this.#option('m', node.start), next })
      }
      case 'repeat':
        return this.#repeat(node, next, depth + 1)
      case 'group':
        return this.#group(node, next, depth + 1)
      default:
        return node satisfies never
    }
  }

  #class(node: Extract<PatternNode, { type: 'class' }>, next: number): number {
    const { negated, items } = node.set
    const found = bracketSet({ negated: false, items }, false)
    if (found === undefined) return this.#fail()
    // Cases are made equal before the set is turned around.
    const both = this.#option('i', node.start) ? bothCases(found) : found
    return this.add({ type: 'byte', set: negated ? setOf(code => both[code] === 0) : both, next })
  }

  #escape({ meaning, start }: Extract<PatternNode, { type: 'escape' }>, next: number): number {
    if (meaning === undefined) return this.#fail()
    if ('reference' in meaning) {
      return this.add({ type: 'reference', group: meaning.reference, anyCase: this.#option('i', start), next })
    }
    if ('character' in meaning) return this.#bytes(character(meaning.character), { start }, next)
    if (meaning.set !== 'R') return this.#bytes(namedSet(meaning.set), { start }, next, false)
    // Any newline: both characters of a pair, and not one of them alone afterwards.
    const end = this.add({ type: 'match' })
    const feed = this.#bytes(character('\n'), { start }, end, false)
    const pair = this.#bytes(character('\r'), { start }, feed, false)
    const one = this.#bytes(namedSet('v'), { start }, end, false)
    return this.add({ type: 'atomic', entry: this.add({ type: 'split', first: pair, second: one }), next })
  }

  #group(node: GroupNode, next: number, depth: number): number {
    switch (node.kind) {
      case 'plain':
        return this.alternatives(node.alternatives, next, depth)
      case 'capturing': {
        // Within a second round, a reference still means what the first has matched.
        const register = this.slots++
        const close = this.add({ type: 'close', group: node.number ?? 0, register, next })
        return this.add({ type: 'save', slot: register, next: this.alternatives(node.alternatives, close, depth) })
      }
      case 'atomic': {
        const end = this.add({ type: 'match' })
        return this.add({ type: 'atomic', entry: this.alternatives(node.alternatives, end, depth), next })
      }
      case 'look-around':
        return this.#lookAround(node, next, depth)
      default:
        return node.kind satisfies never
    }
  }

  #lookAround({ alternatives, opening = '' }: GroupNode, next: number, depth: number): number {
    const end = this.add({ type: 'match' })
    const negated = opening.endsWith('!')
    if (!opening.startsWith('(?<')) {
      const entries = [{ entry: this.alternatives(alternatives, end, depth), back: 0 }]
      return this.add({ type: 'look', look: { negated, entries }, next })
    }
    const entries: { entry: number; back: number }[] = []
    for (const items of alternatives) {
      const back = lengthOf(items, 0)
      if (back === undefined) return this.#fail()
      entries.push({ entry: this.#sequence(items, end, depth), back })
    }
    return this.add({ type: 'look', look: { negated, entries }, next })
  }

  /** Copies that have to be; then a loop around the last of them, or more copies, each inside of the one before. */
  #repeat({ item, min, max, mode, start }: RepeatNode, next: number, depth: number): number {
    const lazy = (mode === 'lazy') !== (mode !== 'possessive' && this.#option('U', start))
    if (mode === 'possessive') {
      const end = this.add({ type: 'match' })
      return this.add({ type: 'atomic', entry: this.#copies(item, min, max, false, end, depth), next })
    }
    return this.#copies(item, min, max, lazy, next, depth)
  }

  #copies(item: PatternNode, min: number, max: number, lazy: boolean, next: number, depth: number): number {
    const either = (inside: number, outside: number) =>
      this.add({ type: 'split', first: lazy ? outside : inside, second: lazy ? inside : outside })
    let after = next
    let needed = min
    if (max === Number.POSITIVE_INFINITY) {
      const register = this.slots++
      const loop = this.add({ type: 'match' })
      const again = this.add({ type: 'again', register, loop, next })
      const round = this.add({ type: 'save', slot: register, next: this.#item(item, again, depth) })
      if (this.failed) return 0
      this.steps[loop] = { type: 'split', first: lazy ? next : round, second: lazy ? round : next }
      if (needed === 0) return either(round, next)
      after = round
      needed--
    } else {
      for (let copies = max - min; copies > 0 && !this.failed; copies--) {
        after = either(this.#item(item, after, depth), next)
      }
    }
    for (; needed > 0 && !this.failed; needed--) after = this.#item(item, after, depth)
    return after
  }

  #bytes(set: ByteSet | undefined, { start }: { readonly start: number }, next: number, cases = true): number {
    if (set === undefined) return this.#fail()
    return this.add({ type: 'byte', set: cases && this.#option('i', start) ? bothCases(set) : set, next })
  }

  #option(letter: 'i' | 'm' | 's' | 'U', at: number): boolean {
    const { ignoreCase, lines, dotAll, lazy } = this.#options
    let on = { i: ignoreCase, m: lines, s: dotAll, U: lazy }[letter]
    for (const option of this.#tree.options) {
      if (option.letter === letter && option.start <= at && at < option.end) on = option.on
    }
    return on
  }

  #fail(): number {
    this.failed = true
    return 0
  }
}

function character(text: string): ByteSet | undefined {
  const wanted = text.charCodeAt(0)
  return wanted > 255 ? undefined : setOf(code => code === wanted)
}

/** How many bytes a sequence matches, when it is always the same number. */
function lengthOf(items: Alternative, depth: number): number | undefined {
  let length = 0
  for (const item of items) {
    const own = lengthOfItem(item, depth)
    if (own === undefined) return undefined
    length += own
  }
  return length
}

function lengthOfItem(node: PatternNode, depth: number): number | undefined {
  if (depth > deepest) return undefined
  switch (node.type) {
    case 'literal':
    case 'any':
    case 'class':
      return 1
    case 'escape':
      if (node.meaning === undefined || 'reference' in node.meaning) return undefined
      return 'set' in node.meaning && 'RX'.includes(node.meaning.set) ? undefined : 1
    case 'anchor':
      return 0
    case 'repeat': {
      const own = node.min === node.max ? lengthOfItem(node.item, depth + 1) : undefined
      return own === undefined ? undefined : own * node.min
    }
    case 'group': {
      if (node.kind === 'look-around') return 0
      const [first, ...others] = node.alternatives.map(items => lengthOf(items, depth + 1))
      return others.every(each => each === first) ? first : undefined
    }
    default:
      return node satisfies never
  }
}
