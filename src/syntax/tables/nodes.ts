import type { MappedText } from '../../text/mapped-text.js'
import type { Span } from '../../text/range.js'
import type { SourceText } from '../../text/source-text.js'
import type { Blank, Comment, Orphan } from '../lines.js'
import type { LineParts, MalformedSetting, SettingLine } from '../nodes.js'

/** How the text of a table is written. */
export const tableSyntaxes = [
  'postmap',
  'aliases',
  'regexp',
  'pcre',
  'cidr',
  'client',
  'list',
  'bounce',
  'dynamicmaps',
  'postfix-files',
] as const

export type TableSyntax = (typeof tableSyntaxes)[number]

/** A stretch of an entry's logical text, with its text: a place that a rule can report as it is. */
export interface EntryPart {
  /** The whole logical line. */
  readonly text: MappedText
  readonly span: Span
  readonly value: string
}

/** `key value` of a file for postmap(1) or texthash, or an element of `inline:{ key = value }`. */
export interface KeyValue extends LineParts {
  readonly type: 'key-value'
  readonly key: EntryPart
  readonly value: EntryPart
}

/** `name: target, target ...` of aliases(5). */
export interface Alias extends LineParts {
  readonly type: 'alias'
  /** As written, with quotes. */
  readonly key: EntryPart
  /** Without quotes: what is looked up. A comment is a part of it. */
  readonly name: string
  /** All that follows the colon. */
  readonly value: EntryPart
  readonly targets: readonly AliasTarget[]
}

/** Where an alias leads (`deliver_token` in `src/local/token.c`). */
export interface AliasTarget extends EntryPart {
  /** `/file/name`, `~/file`, `|command`, `:include:/file`, or an address. */
  readonly kind: 'file' | 'home-file' | 'command' | 'include' | 'address'
  /** Without quotes and comments; for `|` and `:include:`, what follows them. */
  readonly meaning: string
}

/** A pattern between delimiters: `!/pattern/flags`. */
export interface Pattern {
  /** Number of `!`; an odd number turns the pattern around. */
  readonly negations: number
  /** The one character before and after the pattern. */
  readonly delimiter: string
  /** Without delimiters; a backslash before the delimiter is part of it. */
  readonly pattern: EntryPart
  /** The letters behind the closing delimiter, possibly none. */
  readonly flags: EntryPart
  /** From the first `!` or delimiter to the last flag. */
  readonly whole: EntryPart
}

/** `/pattern/flags result` of a regexp or pcre table. */
export interface PatternRule extends LineParts, Pattern {
  readonly type: 'pattern-rule'
  /** regexp only: `/pattern/!/second/ result`. */
  readonly second?: Pattern
  /** Possibly empty. */
  readonly result: EntryPart
  /** How many `if` are open here. */
  readonly depth: number
}

/** `if /pattern/flags` of a regexp or pcre table. */
export interface PatternIf extends LineParts, Pattern {
  readonly type: 'pattern-if'
  /** Text behind the pattern, which Postfix ignores with a warning. */
  readonly extra?: EntryPart
  /** How many `if` are open before it. */
  readonly depth: number
}

/** `network/length result` or `address result` of a cidr table. */
export interface NetworkRule extends LineParts, Network {
  readonly type: 'network-rule'
  /** Possibly empty: then Postfix skips the rule. */
  readonly result: EntryPart
  readonly depth: number
}

/** An address pattern of a cidr table as it is written; whether it is one is for those who know addresses. */
export interface Network {
  readonly negations: number
  /** `[` and `]` included. */
  readonly whole: EntryPart
  /** What stands for an address. */
  readonly address: EntryPart
  /** What stands behind the `/`; absent when there is none. */
  readonly length?: EntryPart
  /** `open`: a `[` that nothing closes; `text-after`: something other than `/` follows the `]`. */
  readonly brackets?: 'closed' | 'open' | 'text-after'
}

/** `if network` of a cidr table. */
export interface NetworkIf extends LineParts, Network {
  readonly type: 'network-if'
  readonly depth: number
}

/** `endif` of a regexp, pcre or cidr table. */
export interface EndIf extends LineParts {
  readonly type: 'endif'
  /** False: no `if` is open, and Postfix ignores it. */
  readonly matched: boolean
  readonly word: EntryPart
  readonly extra?: EntryPart
  /** How many `if` are open before it. */
  readonly depth: number
}

/** A physical line of a file that a match list names (`/file/name`), with its elements. */
export interface ListLine extends LineParts {
  readonly type: 'list-line'
  readonly items: readonly ListLineItem[]
  /** A word that begins with `#` behind elements: the rest of the line is dropped with a warning. */
  readonly comment?: EntryPart
}

/** An element of a match list in a file. */
export interface ListLineItem extends EntryPart {
  readonly negations: number
  /** Without the `!`. */
  readonly pattern: string
  readonly form: 'file' | 'table' | 'pattern' | 'nothing'
}

/** `name_template = <<END ... END` of a bounce(5) template file. */
export interface BounceTemplate extends LineParts {
  readonly type: 'bounce-template'
  readonly name: EntryPart
  /** The word that ends the text; absent for `name = value` on one line. */
  readonly marker?: EntryPart
  /** The lines between; for the form without `<<`, the value. */
  readonly lines: readonly EntryPart[]
  /** False: the file ends before the marker. */
  readonly closed: boolean
}

/** `type library open-function [make-function]` of dynamicmaps.cf. */
export interface DynamicMap extends LineParts {
  readonly type: 'dynamic-map'
  readonly fields: readonly EntryPart[]
}

/** `path:type:owner:group:mode:flags` of postfix-files. */
export interface PackagedFile extends LineParts {
  readonly type: 'packaged-file'
  readonly fields: readonly EntryPart[]
}

/** What is wrong with a line that Postfix cannot use. */
export type BrokenProblem =
  | 'missing-key'
  | 'missing-value'
  | 'unbalanced-quote'
  | 'missing-colon'
  | 'comma-in-key'
  | 'domain-in-key'
  | 'missing-pattern'
  | 'missing-delimiter'
  | 'unrecognized'
  | 'missing-equals'
  | 'missing-name'
  | 'missing-marker'
  | 'bad-marker'
  | 'field-count'

/** A line that Postfix cannot use, and why. */
export interface BrokenEntry extends LineParts {
  readonly type: 'broken-entry'
  readonly problem: BrokenProblem
  /** Where that shows: never empty if the line is not. */
  readonly at: EntryPart
  /** The whole logical line. */
  readonly whole: EntryPart
  /** The part that stands for the key, if there is one. */
  readonly key?: EntryPart
  /** The words of a line that has too few or too many of them. */
  readonly fields?: readonly EntryPart[]
  /** How many `if` are open here, in a table that has them. */
  readonly depth?: number
}

/** What a line of a table of each syntax can be; comments, blank lines and orphans come on top. */
export interface EntriesBySyntax {
  readonly postmap: KeyValue | BrokenEntry
  readonly aliases: Alias | BrokenEntry
  readonly regexp: PatternRule | PatternIf | EndIf | BrokenEntry
  readonly pcre: PatternRule | PatternIf | EndIf | BrokenEntry
  readonly cidr: NetworkRule | NetworkIf | EndIf | BrokenEntry
  readonly client: SettingLine | MalformedSetting
  readonly list: ListLine
  readonly bounce: BounceTemplate | BrokenEntry
  readonly dynamicmaps: DynamicMap | BrokenEntry
  readonly 'postfix-files': PackagedFile | BrokenEntry
}

/** An entry of a table of some syntax. */
export type TableEntry = EntriesBySyntax[TableSyntax]

/** Any line of a table. They tile its text. */
export type TableLine<S extends TableSyntax = TableSyntax> = EntriesBySyntax[S] | Comment | Blank | Orphan

/** A whole table as a lossless tree. Large ones are better read line by line: `readTable`. */
export interface TableFile<S extends TableSyntax = TableSyntax> {
  readonly type: 'table'
  readonly syntax: S
  readonly source: SourceText
  readonly lines: readonly TableLine<S>[]
}
