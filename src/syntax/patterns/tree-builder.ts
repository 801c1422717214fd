import type {
  Alternative,
  GroupNode,
  PatternNode,
  PatternOption,
  PatternProblemKind,
  PatternTree,
  RepeatNode,
} from './nodes.js'

/** Why a reader goes no further. */
export interface Stop {
  readonly kind: PatternProblemKind | 'undecided'
  readonly start: number
  readonly end: number
}

interface Frame {
  readonly start: number
  readonly kind: GroupNode['kind']
  readonly number: number | undefined
  readonly opening: string | undefined
  readonly alternatives: PatternNode[][]
  /** Options that end with the group. */
  readonly options: Omit<PatternOption, 'end'>[]
}

/** Puts the nodes of a pattern together. Open groups are kept in a list, so nesting may be as deep as it likes. */
export class TreeBuilder {
  private readonly open: Frame[] = []
  private readonly top: PatternNode[][] = [[]]
  private items: PatternNode[] = this.top[0] ?? []
  private repeatable = false
  private readonly outerOptions: Omit<PatternOption, 'end'>[] = []
  private readonly options: PatternOption[] = []
  groups = 0

  get depth(): number {
    return this.open.length
  }

  /** Adds an item that a quantifier may follow, or may not. */
  add(node: PatternNode, repeatable: boolean): void {
    this.items.push(node)
    this.repeatable = repeatable
  }

  openGroup(start: number, kind: GroupNode['kind'], opening?: string): void {
    const number = kind === 'capturing' ? ++this.groups : undefined
    const frame: Frame = { start, kind, number, opening, alternatives: [[]], options: [] }
    this.open.push(frame)
    this.items = frame.alternatives[0] ?? []
    this.repeatable = false
  }

  closeGroup(end: number): void {
    const frame = this.open.pop()
    if (frame === undefined) return
    this.items = this.current().at(-1) ?? []
    const { start, kind, number, opening, alternatives } = frame
    for (const option of frame.options) this.options.push({ ...option, end })
    this.add(
      {
        type: 'group',
        start,
        end,
        kind,
        ...(number !== undefined && { number }),
        ...(opening !== undefined && { opening }),
        alternatives,
      },
      true,
    )
  }

  /** Switches an option from here to the end of the innermost group. */
  setOption(start: number, letter: string, on: boolean): void {
    ;(this.open.at(-1)?.options ?? this.outerOptions).push({ start, letter, on })
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
    const { groups, options } = this
    for (const option of this.outerOptions) options.push({ ...option, end: length })
    // The innermost first as they were closed: what is set later has to count.
    options.sort((a, b) => a.start - b.start)
    if (end === undefined) return { alternatives, groups, options, complete: true }
    if (end.kind === 'undecided') return { alternatives, groups, options, complete: false }
    const problem = { kind: end.kind, start: end.start, end: end.end }
    return { alternatives, groups, options, complete: false, problem }
  }

  private current(): PatternNode[][] {
    return this.open.at(-1)?.alternatives ?? this.top
  }
}
