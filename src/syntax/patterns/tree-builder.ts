import type { Alternative, GroupNode, PatternNode, PatternProblemKind, PatternTree, RepeatNode } from './nodes.js'

/** Why a reader goes no further. */
export interface Stop {
  readonly kind: PatternProblemKind | 'undecided'
  readonly start: number
  readonly end: number
}

interface Frame {
  readonly start: number
  readonly kind: GroupNode['kind']
  readonly alternatives: PatternNode[][]
}

/** Puts the nodes of a pattern together. Open groups are kept in a list, so nesting may be as deep as it likes. */
export class TreeBuilder {
  private readonly open: Frame[] = []
  private readonly top: PatternNode[][] = [[]]
  private items: PatternNode[] = this.top[0] ?? []
  private repeatable = false
  groups = 0

  get depth(): number {
    return this.open.length
  }

  /** Adds an item that a quantifier may follow, or may not. */
  add(node: PatternNode, repeatable: boolean): void {
    this.items.push(node)
    this.repeatable = repeatable
  }

  openGroup(start: number, kind: GroupNode['kind']): void {
    const frame: Frame = { start, kind, alternatives: [[]] }
    if (kind === 'capturing') this.groups++
    this.open.push(frame)
    this.items = frame.alternatives[0] ?? []
    this.repeatable = false
  }

  closeGroup(end: number): void {
    const frame = this.open.pop()
    if (frame === undefined) return
    this.items = this.current().at(-1) ?? []
    const { start, kind, alternatives } = frame
    this.add({ type: 'group', start, end, kind, alternatives }, true)
  }

  nextAlternative(): void {
    this.items = []
    this.current().push(this.items)
    this.repeatable = false
  }

  /** Repeats the last item; false when there is none that could be. */
  repeat(facts: Pick<RepeatNode, 'min' | 'max' | 'mode' | 'quantifier' | 'end'>, repeatable: boolean): boolean {
    const item = this.repeatable ? this.items.pop() : undefined
    if (item === undefined) return false
    this.add({ type: 'repeat', start: item.start, item, ...facts }, repeatable)
    return true
  }

  /** What a quantifier cannot follow, and is no item either: an option in the middle. */
  forbidRepeat(): void {
    this.repeatable = false
  }

  /** The tree, when nothing more is read. */
  finish(length: number, stop?: Stop): PatternTree {
    const innermost = this.open.at(-1)
    const end: Stop | undefined =
      stop ?? (innermost && { kind: 'open-group', start: innermost.start, end: Math.min(innermost.start + 1, length) })
    const alternatives: readonly Alternative[] = this.top
    const { groups } = this
    if (end === undefined) return { alternatives, groups, complete: true }
    if (end.kind === 'undecided') return { alternatives, groups, complete: false }
    return { alternatives, groups, complete: false, problem: { kind: end.kind, start: end.start, end: end.end } }
  }

  private current(): PatternNode[][] {
    return this.open.at(-1)?.alternatives ?? this.top
  }
}
