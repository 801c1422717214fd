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

/** `.` */
export interface AnyNode extends Stretch {
  readonly type: 'any'
}

/** `[...]` */
export interface ClassNode extends Stretch {
  readonly type: 'class'
  readonly set: BracketSet
}

/** What stands between brackets. */
export interface BracketSet {
  readonly negated: boolean
  readonly items: readonly BracketItem[]
}

/** A range of characters, possibly of one, or a set that has a name: `alpha`, or the letter of an escape. */
export type BracketItem =
  | { readonly first: string; readonly last: string }
  | { readonly name: string; readonly negated: boolean }

/** An escape that matches one character or a stretch of text: `\d`, `\1`. */
export interface EscapeNode extends Stretch {
  readonly type: 'escape'
  /** Absent for one that nobody has to understand to read the pattern. */
  readonly meaning?: EscapeMeaning
}

/** What an escape matches: a set that has a letter, one character, or what a group matched. */
export type EscapeMeaning = { readonly set: string } | { readonly character: string } | { readonly reference: number }

/** Something that matches a place: `^`, `$`, `\b`. */
export interface AnchorNode extends Stretch {
  readonly type: 'anchor'
  readonly at: 'start' | 'end' | 'other'
  /** As it is written, without the backslash. */
  readonly sign: string
}

/** `( )`, `(?: )` and the like. */
export interface GroupNode extends Stretch {
  readonly type: 'group'
  readonly kind: 'capturing' | 'plain' | 'atomic' | 'look-around'
  /** Of a capturing one, from 1. */
  readonly number?: number
  /** Of a look-around: as it begins, such as `(?<!`. */
  readonly opening?: string
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

export type PatternNode = LiteralNode | AnyNode | ClassNode | EscapeNode | AnchorNode | GroupNode | RepeatNode

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

/** `(?i)` and its like, in a part of a pattern. */
export interface PatternOption extends Stretch {
  readonly letter: string
  readonly on: boolean
}

/** A pattern as far as it could be read. */
export interface PatternTree {
  readonly alternatives: readonly Alternative[]
  /** How many groups can be referred to. */
  readonly groups: number
  readonly problem?: PatternProblem
  /** Options that the pattern itself switches, and where they hold; a later one counts. */
  readonly options: readonly PatternOption[]
  /** False: something was met that this reader does not judge, or a problem; what follows is not in the tree. */
  readonly complete: boolean
}
