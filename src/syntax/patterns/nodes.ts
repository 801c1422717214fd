/** How a regular expression is written: as regcomp(3) of the GNU C library reads extended ones, or as PCRE2 does. */
export type PatternDialect = 'extended' | 'perl'

interface Stretch {
  /** Offsets in the pattern. */
  readonly start: number
  readonly end: number
}

/** A character that stands for itself, with or without a backslash. */
export interface LiteralNode extends Stretch {
  readonly type: 'literal'
  readonly character: string
}

/** Something that matches one character or a stretch of text, and is not looked into: `.`, `[...]`, `\d`, `\1`. */
export interface SetNode extends Stretch {
  readonly type: 'any' | 'class' | 'escape'
}

/** Something that matches a place: `^`, `$`, `\b`, and look-around without its content. */
export interface AnchorNode extends Stretch {
  readonly type: 'anchor'
  readonly at: 'start' | 'end' | 'other'
}

/** `( )`, `(?: )` and the like. */
export interface GroupNode extends Stretch {
  readonly type: 'group'
  readonly kind: 'capturing' | 'plain' | 'atomic' | 'look-around'
  readonly alternatives: readonly Alternative[]
}

/** An item that is repeated. */
export interface RepeatNode extends Stretch {
  readonly type: 'repeat'
  readonly item: PatternNode
  readonly min: number
  readonly max: number
  /** `possessive`: gives nothing back. */
  readonly mode: 'greedy' | 'lazy' | 'possessive'
  /** Where the quantifier begins. */
  readonly quantifier: number
}

export type PatternNode = LiteralNode | SetNode | AnchorNode | GroupNode | RepeatNode

/** What stands between two `|`. */
export type Alternative = readonly PatternNode[]

/** Why a pattern does not compile. */
export type PatternProblemKind =
  | 'open-group'
  | 'close-without-open'
  | 'open-class'
  | 'bad-range'
  | 'bad-class-name'
  | 'bad-collation'
  | 'class-outside-brackets'
  | 'nothing-to-repeat'
  | 'bad-interval'
  | 'interval-too-big'
  | 'missing-group'
  | 'trailing-backslash'
  | 'unsupported-escape'
  | 'unknown-escape'
  | 'open-comment'
  | 'duplicate-name'

/** The first place where a pattern certainly does not compile. */
export interface PatternProblem extends Stretch {
  readonly kind: PatternProblemKind
}

/** A pattern as far as it could be read. */
export interface PatternTree {
  readonly alternatives: readonly Alternative[]
  /** How many groups can be referred to. */
  readonly groups: number
  readonly problem?: PatternProblem
  /** False: something was met that this reader does not judge, or a problem; what follows is not in the tree. */
  readonly complete: boolean
}
