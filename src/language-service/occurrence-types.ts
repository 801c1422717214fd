import type { DictionaryClient } from '../catalog/types.js'
import type { Effective } from '../config/effective.js'
import type { Service } from '../config/service.js'
import type { Table } from '../config/tables.js'
import type { Field, FieldName } from '../syntax/nodes.js'
import type { Pattern, TableLine } from '../syntax/tables/nodes.js'
import type { Location } from '../text/range.js'

/** A name in a file that means something to Postfix, with its place. */
export type Occurrence =
  | ParameterName
  | SuppliedMacro
  | ServiceName
  | ColumnText
  | Named<'restriction'>
  | Named<'table-type'>
  | Named<'program'>
  | Named<'reply-code'>
  | VocabularyWord
  | CommandOption
  | AttributeName
  | FlagLetter
  | TableOccurrence

/** A name that only tables have. */
export type TableOccurrence = TableKey | TableValue | TableWord | GroupReference | ClientSetting | AliasName

/** A thing that its name alone tells. */
export interface Named<Kind extends string> extends Location {
  readonly kind: Kind
  readonly name: string
}

/** The name of a main.cf parameter, real or a person's own. */
export interface ParameterName extends Named<'parameter'> {
  /** `set`: left of `=`; `use`: `$name`; `mention`: as an element of a list, such as a restriction class. */
  readonly role: 'set' | 'use' | 'mention'
  /** What the file's place sees: main.cf, or what the service runs with. */
  readonly view: Effective
  readonly service?: Service | undefined
}

/** A `$name` that Postfix itself supplies when it uses the value (`$recipient` in a pipe(8) command). */
export interface SuppliedMacro extends Named<'macro'> {
  /** The parameter it is in; undefined in the command line of pipe(8). */
  readonly parameter?: string | undefined
}

/** The name of a master.cf service. */
export interface ServiceName extends Named<'service'> {
  readonly role: 'define' | 'use'
  /** The entry that defines it. */
  readonly service?: Service | undefined
}

/** A column of a master.cf entry. */
export interface ColumnText extends Named<'column'> {
  readonly name: FieldName
  readonly field: Field
  readonly service: Service
}

/** A word of a parameter's vocabulary. */
export interface VocabularyWord extends Named<'word'> {
  readonly parameter: string
}

/** A command-line option of a daemon; the name has no dash. */
export interface CommandOption extends Named<'option'> {
  readonly service: Service
}

/** `flags`, `user`, `argv` ... of pipe(8), spawn(8) and smtp(8). */
export interface AttributeName extends Named<'attribute'> {
  readonly service: Service
}

/** One letter of `flags=`. */
export interface FlagLetter extends Named<'flag'> {
  readonly service: Service
}

/** What a line of a table is looked up by: a key, a pattern, a network. */
export interface TableKey extends Named<'table-key'> {
  readonly table: Table
  readonly line: TableLine
}

/** All that a table answers for a line. */
export interface TableValue extends Named<'table-value'> {
  readonly table: Table
}

/** What a word of a table belongs to; the sentences about it are under this name. */
export type TableWordSort =
  | 'access action'
  | 'content action'
  | 'tls level'
  | 'tls attribute'
  | 'tls per-site'
  | 'postscreen action'
  | 'dns action'
  | 'requiretls policy'
  | 'query letter'
  | 'result letter'
  | 'pattern flag'
  | 'block'
  | 'target'

/** A word of a table that has a meaning of its own. */
export interface TableWord extends Named<'table-word'> {
  readonly sort: TableWordSort
  /** As it is written. */
  readonly text: string
  /** The table of an `if` or `endif`. */
  readonly table?: Table
}

/** `$1` in the result of a pattern. */
export interface GroupReference extends Named<'group'> {
  readonly table: Table
  readonly pattern: Pattern
}

/** The name of a setting in the file of a database client. */
export interface ClientSetting extends Named<'client-setting'> {
  /** Undefined when the type of the database is not known. */
  readonly client: DictionaryClient | undefined
}

/** A recipient in a table that says where its mail goes: a local name of aliases(5), an address of virtual(5). */
export interface AliasName extends Named<'alias'> {
  /** `define`: left of the colon. */
  readonly role: 'define' | 'use'
  readonly table: Table
  readonly line: TableLine
}
