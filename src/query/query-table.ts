import type { Catalog } from '../catalog/types.js'

/** The line that answered. */
export interface AnswerPlace {
  /** The file, or the table as it was named when its rules stand in the name. */
  readonly file: string
  /** From 1; of a table that stands in its name, the number of the rule. */
  readonly line: number
}

/**
 * What a table answers. `failed`: Postfix stops with that, as a program, or defers mail, as a daemon. `undecided`: what
 * Postfix would answer cannot be told here.
 */
export type Answer =
  | { readonly type: 'found'; readonly value: string; readonly from: readonly AnswerPlace[] }
  | { readonly type: 'none' }
  | { readonly type: 'failed'; readonly message: string }
  | { readonly type: 'undecided'; readonly why: string; readonly at?: AnswerPlace }

/** A table that can be asked. Keys and values are bytes: one character for each, below U+0100. */
export interface QueryTable {
  readonly type: string
  readonly name: string
  /** Keys are compared as they are: a table of fixed strings, and no patterns. */
  readonly fixed: boolean
  lookup(key: string): Answer
}

/** Why a table cannot be opened. */
export type OpenFailure = Extract<Answer, { type: 'failed' | 'undecided' }>

/** What a query may use. */
export interface QueryEnvironment {
  readonly catalog: Catalog
  /** The bytes of a file, or why there are none: `No such file or directory`. */
  read(path: string): { readonly bytes: string } | { readonly problem: string }
  /** Takes what Postfix says by the way. */
  warn(message: string): void
  /** Keys of tables of fixed strings are the same in upper and lower case. */
  readonly foldsKeys: boolean
  /** `smtputf8_enable`: keys and values have to be UTF-8, and are folded by Unicode's rules. */
  readonly unicode: boolean
  /** Indexed tables are made by postalias(1) from aliases(5): all of them, none, or those that are called so. */
  readonly aliases: boolean | 'by name'
}

export const none: Answer = { type: 'none' }
