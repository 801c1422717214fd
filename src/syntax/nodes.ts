import type { MappedText } from '../text/mapped-text.js'
import type { Range } from '../text/range.js'
import type { SourceText } from '../text/source-text.js'
import type { Blank, Comment, LogicalLine, Orphan } from './lines.js'

/** main.cf as a lossless tree: its lines tile the text. Plain data, except that `source` can answer line numbers. */
export interface MainFile {
  readonly type: 'main-cf'
  readonly source: SourceText
  readonly lines: readonly MainLine[]
}

export type MainLine = SettingLine | MalformedSetting | Comment | Blank | Orphan

/** master.cf as a lossless tree: its lines tile the text. */
export interface MasterFile {
  readonly type: 'master-cf'
  readonly source: SourceText
  readonly lines: readonly MasterLine[]
}

export type MasterLine = ServiceLine | IncompleteService | Comment | Blank | Orphan

/** Either file. */
export type ConfigFile = MainFile | MasterFile

/** What every logical line keeps of the physical ones. */
export interface LineParts extends Pick<LogicalLine, 'range' | 'pieces' | 'inner'> {
  /** Offset of a NUL byte: Postfix's C strings end there, so the rest of the logical line does not count. */
  readonly nul?: number
}

/** A name with the value a person gave it: a line of main.cf or a `-o` of master.cf. */
export interface Assignment {
  readonly file: string
  readonly name: string
  readonly nameRange: Range
  /** The value as written: pieces joined, comments gone, outer white space trimmed, nothing expanded. */
  readonly value: MappedText
  /** From the value's first to its last character; empty, and just after the `=`, when there is no value. */
  readonly valueRange: Range
}

/** `name = value` in main.cf. */
export interface SettingLine extends LineParts, Assignment {
  readonly type: 'setting'
  /** Offset of the `=`. */
  readonly equals: number
}

/** A logical line of main.cf that is not `name = value`: Postfix programs stop with a fatal error. */
export interface MalformedSetting extends LineParts {
  readonly type: 'malformed-setting'
  readonly problem: 'missing-name' | 'missing-equals'
  /** The whole logical line as Postfix reads it. */
  readonly text: MappedText
  /** What stands where the name or the `=` should be. */
  readonly at: Range
  /** The text before the missing `=`. */
  readonly name?: { readonly text: string; readonly range: Range }
}

/** The columns of master.cf, in order. */
export const fieldNames = [
  'service',
  'type',
  'private',
  'unprivileged',
  'chroot',
  'wakeup',
  'process_limit',
  'command',
] as const

export type FieldName = (typeof fieldNames)[number]

/** One column of a master.cf entry. */
export interface Field {
  readonly name: FieldName
  readonly text: string
  readonly range: Range
}

/** An entry of master.cf with all its columns. */
export interface ServiceLine extends LineParts {
  readonly type: 'service'
  /** The whole logical line as Postfix reads it. */
  readonly text: MappedText
  /** All eight columns, in order. */
  readonly fields: readonly Field[]
  /** Column by name. */
  readonly service: Field
  readonly transport: Field
  readonly command: Field
  /** What follows the command name, in order. */
  readonly arguments: readonly Argument[]
}

/** A logical line of master.cf with fewer than eight columns: master(8) stops with a fatal error. */
export interface IncompleteService extends LineParts {
  readonly type: 'incomplete-service'
  readonly text: MappedText
  readonly fields: readonly Field[]
}

/** One thing on a master.cf command line. */
export type Argument = Override | BrokenOverride | Option | Attribute | Word

interface ArgumentParts {
  readonly range: Range
  /** Set when the argument is in braces: `{ ... }`. */
  readonly braces?: Braces
}

/** What is wrong with a `{ ... }` argument, if anything (`src/util/extpar.c`). */
export interface Braces {
  readonly range: Range
  readonly problem?: 'missing-close' | 'text-after-close'
}

/** `-o name=value` in one of its forms. */
export interface Override extends ArgumentParts, Assignment {
  readonly type: 'override'
  /** `-o name=value`, `-oname=value` (also after other letters: `-vo`), or `-o { name = value }`. */
  readonly form: 'separate' | 'joined' | 'braces'
  /** The `-o` itself. */
  readonly optionRange: Range
}

/** A `-o` that is not followed by `name=value`. */
export interface BrokenOverride extends ArgumentParts {
  readonly type: 'broken-override'
  readonly problem: 'missing-name' | 'missing-equals' | 'missing-value'
  readonly optionRange: Range
  readonly text: string
}

/** Any other option: `-v`, `-D`, or one that takes a value. */
export interface Option extends ArgumentParts {
  readonly type: 'option'
  readonly letter: string
  readonly value?: { readonly text: string; readonly range: Range }
}

/** `name=value` after the options: `flags=`, `user=`, `argv=` of pipe(8) and spawn(8), `flags=` of smtp(8). */
export interface Attribute extends ArgumentParts {
  readonly type: 'attribute'
  readonly name: string
  readonly nameRange: Range
  readonly value: MappedText
  readonly valueRange: Range
}

/** Any other word: the command's own arguments after `argv=`, or one that Postfix does not expect. */
export interface Word extends ArgumentParts {
  readonly type: 'word'
  readonly text: string
  readonly value: MappedText
  /** True for what follows `argv=`. */
  readonly ofCommand: boolean
}
