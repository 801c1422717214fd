import type { TableKeyForm, TableUseName, TableValueKind } from './names.js'

/** What Postfix uses a lookup table for, and so what its keys and values have to look like. */
export interface TableUse {
  readonly name: TableUseName
  /** The manual page with its format. */
  readonly manual: string
  /** Forms of the keys that an indexed table is asked for, in that order. A pattern table is asked for the first alone. */
  readonly keys: readonly TableKeyForm[]
  /** The word of `parent_domain_matches_subdomains` that makes `parent-domain` keys match without a leading dot. */
  readonly parents?: string | undefined
  /** Keys are looked up in lower case in tables of fixed strings. */
  readonly folded: boolean
  readonly value: TableValueKind
  /** How a source file is written, when postmap(1) does not make it. */
  readonly syntax?: 'aliases' | undefined
  /** A result is looked up again. */
  readonly repeats: boolean
}
