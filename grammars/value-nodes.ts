import type { Span } from '../src/text/range.js'

/** How the separators of a value are read; each is a lexer mode. Kept here, so that the public types need no Chevrotain. */
export type Shape = 'text' | 'list' | 'fields'

/** A piece of a parameter value. Spans are relative to the text that was parsed. */
export type ValueNode = Element | Part | Operand | Comparison

/** An element of a list: what stands between separators. Its parts tile it. */
export interface Element {
  readonly type: 'element'
  readonly span: Span
  readonly parts: readonly Part[]
}

export type Part = Literal | Dollar | Macro | Group

/** Text that stands for itself. */
export interface Literal {
  readonly type: 'literal'
  readonly span: Span
  readonly text: string
}

/** `$$`, which stands for one `$`. */
export interface Dollar {
  readonly type: 'dollar'
  readonly span: Span
}

/** `{ ... }` in a list: the braces keep separators inside from ending the element. */
export interface Group {
  readonly type: 'group'
  readonly span: Span
  readonly closed: boolean
  /** What is between the braces, read as a list. */
  readonly elements: readonly Element[]
  /** From after `{` to before `}`. */
  readonly content: Span
}

/**
 * A `$` reference, whole or broken (`src/util/mac_parse.c`, `src/util/mac_expand.c`). With neither `condition` nor
 * `problem` it is `$name`, `${name}`, or one of those with `?`/`:` branches.
 */
export interface Macro {
  readonly type: 'macro'
  readonly span: Span
  /** `$name`, `${name}` or `$(name)`. */
  readonly form: 'bare' | 'brace' | 'paren'
  readonly closed: boolean
  /** Empty when there is none to read. */
  readonly name: string
  readonly nameSpan: Span
  /** What stands between the brackets (the name, for the bare form). */
  readonly content: Span
  /** `{left} op {right}` in place of a name. */
  readonly condition?: Comparison
  /** `name{argument}`: a function call (Postfix 3.11 and newer). */
  readonly argument?: Operand
  /** After `?`: used when the name has a value, or the comparison holds. */
  readonly whenSet?: Operand
  /** After `:`: used otherwise. */
  readonly whenUnset?: Operand
  readonly problem?: MacroProblem
}

/** Text after `?` or `:`, or one side of a comparison. */
export interface Operand {
  readonly type: 'operand'
  readonly span: Span
  readonly braced: boolean
  /** Without the braces. */
  readonly content: Span
  readonly parts: readonly Part[]
}

/** `{left} operator {right}`. */
export interface Comparison {
  readonly type: 'comparison'
  readonly span: Span
  readonly left: Operand
  /** As written, with a suffix such as `level`; empty when it is missing. */
  readonly operator: string
  readonly operatorSpan: Span
  readonly right?: Operand
}

/** What Postfix would complain about when it comes to expand this reference. */
export interface MacroProblem {
  readonly kind: MacroProblemKind
  /** Where in the parsed text the unexpected thing starts. */
  readonly at: number
}

export type MacroProblemKind =
  | 'empty-name'
  | 'truncated'
  | 'bad-name'
  | 'unbalanced'
  | 'operator-expected'
  | 'bad-operator-suffix'
  | 'right-operand-expected'
  | 'question-or-colon-expected'
  | 'colon-expected'
  | 'unexpected-text'
  | 'too-deep'
