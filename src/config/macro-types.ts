import type { Macro, Part } from '../../grammars/value-nodes.js'
import type { Catalog } from '../catalog/types.js'
import type { Expansion, MappedText } from '../text/mapped-text.js'
import { type Remembering, remembered } from '../text/remembered.js'
import type { MacroComplaint, MacroComplaintKind } from './macro-complaints.js'

/** What a release understands inside `${...}`. */
export interface MacroRules extends Remembering {
  /** `{text}` operands and comparisons (Postfix 3.0). */
  readonly braces: boolean
  /** `<=level` and its kin (Postfix 3.6). */
  readonly levels: boolean
  /** `${function{argument}}` (Postfix 3.11). */
  readonly functions: boolean
}

/** Everything that any release understands. */
export const allMacroRules: MacroRules = {
  braces: true,
  levels: true,
  functions: true,
  memory: new Map(),
  isFixed: true,
}

/** The rules of a catalogue's release. */
export const macroRules = remembered(
  (catalog: Catalog): MacroRules => ({
    braces: catalog.atLeast('3.0'),
    levels: catalog.atLeast('3.6'),
    functions: catalog.atLeast('3.11'),
    memory: new Map(),
    isFixed: true,
  }),
)

/** A text that is read for `$` references: a value, or an operand inside one. */
export interface Stretch {
  readonly value: MappedText
  readonly parts: readonly Part[]
  /** The part of the value that this is. */
  readonly start: number
  readonly end: number
  /** The reference that brought the value here. */
  readonly via: Expansion | undefined
  /** Names that are being expanded, outermost first. */
  readonly names: readonly string[]
}

/** What a name stands for, as the walk needs it. */
export interface Found {
  readonly isSet: boolean
  /** The text to read on with; absent: nothing is put in its place. */
  readonly next?: Stretch
}

/** What happens on the way. */
export interface MacroEvents<Out> {
  /** A name is looked up. */
  name(macro: Macro, stretch: Stretch, mode: 'use' | 'test', out: Out): Found | 'abort'
  /** Text that stands for itself. */
  text(stretch: Stretch, start: number, end: number, out: Out): void
  /** Text that is written nowhere. */
  made(text: string, via: Expansion | undefined, out: Out): void
  complain(complaint: MacroComplaint, macro: Macro | undefined, stretch: Stretch, at: number): void
  /** A place to collect the text of one side of a comparison, or of an argument; its text so far. */
  open(): Out
  read(out: Out): string
  /** What a named function makes of its argument; undefined when that is refused. */
  call(name: string, argument: string): string | undefined
}

/** One call of `mac_expand`: its level goes down only where Postfix's does. */
export interface Context<Out> {
  level: number
  failed: boolean
  readonly out: Out
}

/** One walk through a value. */
export interface Walk<Out> {
  readonly events: MacroEvents<Out>
  readonly rules: MacroRules
  readonly scan: boolean
  readonly maximumSteps: number
  steps: number
  depth: number
  aborted: boolean
}

/** Notes that Postfix gives up on a reference, and gives true. */
export type Fault = (
  kind: MacroComplaintKind,
  before: string,
  at: number,
  more?: Pick<MacroComplaint, 'operator'>,
) => true
