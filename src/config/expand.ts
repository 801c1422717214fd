import type { Macro } from '../../grammars/value-nodes.js'
import { buildMapped, type Expansion, type MappedBuilder, type MappedText, origin } from '../text/mapped-text.js'
import type { Location } from '../text/range.js'
import type { MacroComplaint, MacroComplaintKind } from './macro-complaints.js'
import { wholeOf } from './macro-operands.js'
import { allMacroRules, type Found, type MacroEvents, type MacroRules, type Stretch } from './macro-types.js'
import { usualSteps, walkMacros } from './macro-walk.js'
import { isForAnotherProgram } from './placeholders.js'

/** The value a `$name` stands for, before its own references are expanded. */
export interface Definition {
  readonly value: MappedText
  /** Set when the value depends on facts of the host that are not known: the text is then a guess or empty. */
  readonly unknown?: boolean
  /** Set when the value is put in place as it is, its own `$` included. */
  readonly verbatim?: boolean
}

/** Finds what a `$name` stands for; undefined when nothing defines it. */
export type Lookup = (name: string) => Definition | undefined

/** A `$` reference that was met while a value was expanded. */
export interface Reference {
  readonly name: string
  /** `use`: `$name`; `test`: `${name?...}` and `${name:...}`. */
  readonly mode: 'use' | 'test'
  readonly defined: boolean
  readonly at?: Location | undefined
  readonly via?: Expansion | undefined
}

/** Why Postfix would give up on a value (`MAC_PARSE_ERROR`). */
export interface ExpansionProblem {
  readonly kind: MacroComplaintKind | 'loop' | 'too-long'
  /** The reference concerned, as written. */
  readonly text: string
  /** Offset of the trouble within `text`. */
  readonly offset: number
  readonly at?: Location | undefined
  readonly via?: Expansion | undefined
  /** For a loop: the names in the order they refer to each other, the first again at the end. */
  readonly loop?: readonly string[]
  readonly macro: Macro
}

/** A value with all its `$` references replaced. */
export interface Expanded {
  readonly text: MappedText
  readonly references: readonly Reference[]
  /** The first thing that makes Postfix give up. */
  readonly problem?: ExpansionProblem
  /** What Postfix says about the value, in its order; empty when it can be read. */
  readonly complaints: readonly MacroComplaint[]
  /** True when the text depends on host facts that are not known. */
  readonly unknown: boolean
}

/** How to expand, where that is not the usual way. */
export interface ExpandOptions {
  /** What the release understands; all there is, when left out. */
  readonly rules?: MacroRules
  /** Follow a loop until Postfix gives up on it, for the complaints it has on the way. */
  readonly followLoops?: boolean
  /** What named functions make of their argument; it stays as it is, when left out. */
  readonly call?: (name: string, argument: string) => string | undefined
}

/** A bound of ours against values that double with each step; the longest sane value is far below it. */
const maximumLength = 1 << 20

/** Enough for the longest loop: a hundred levels, each with all the words of a long list. */
const longLoops = 200_000

const noComplaints: readonly MacroComplaint[] = []
const noReferences: readonly Reference[] = []

/** A value in which nothing is replaced. */
export function asWritten(text: MappedText): Expanded {
  return { text, references: noReferences, complaints: noComplaints, unknown: false }
}

/** Replaces the `$` references of a value as `mac_expand` does with `MAC_EXP_FLAG_RECURSE`. */
export function expand(value: MappedText, lookup: Lookup, options: ExpandOptions = {}): Expanded {
  return value.text.includes('$') ? new Expander(lookup, options).expand(value) : asWritten(value)
}

/** One expansion. A class because a lint makes many, and closures cost many times as much. */
class Expander implements MacroEvents<MappedBuilder> {
  readonly #lookup: Lookup
  readonly #options: ExpandOptions
  readonly #references: Reference[] = []
  #complaints: MacroComplaint[] | undefined
  #problem: ExpansionProblem | undefined
  #unknown = false
  #last: { readonly macro: Macro; readonly stretch: Stretch } | undefined

  constructor(lookup: Lookup, options: ExpandOptions) {
    this.#lookup = lookup
    this.#options = options
  }

  expand(value: MappedText): Expanded {
    const { rules = allMacroRules, followLoops } = this.#options
    const out = buildMapped()
    const whole = walkMacros(value, this, out, rules, false, followLoops ? longLoops : usualSteps)
    const last = this.#last
    if (!whole && last !== undefined) this.#fail('too-long', last.macro, last.stretch, last.macro.span.start)
    const expanded = {
      text: out.build(),
      references: this.#references,
      complaints: this.#complaints ?? noComplaints,
      unknown: this.#unknown,
    }
    return this.#problem === undefined ? expanded : { ...expanded, problem: this.#problem }
  }

  #fail(
    kind: ExpansionProblem['kind'],
    macro: Macro | undefined,
    stretch: Stretch,
    at: number,
    loop?: readonly string[],
  ): void {
    if (this.#problem !== undefined || macro === undefined) return
    const { start, end } = macro.span
    this.#problem = {
      kind,
      text: stretch.value.text.slice(start, end),
      offset: at - start,
      at: locate(stretch.value, start, end),
      via: stretch.via,
      macro,
      ...(loop && { loop }),
    }
  }

  name(macro: Macro, stretch: Stretch, mode: 'use' | 'test', out: MappedBuilder): Found | 'abort' {
    this.#last = { macro, stretch }
    const definition = this.#lookup(macro.name)
    const at = locate(stretch.value, macro.span.start, macro.span.end)
    this.#references.push({ name: macro.name, mode, defined: definition !== undefined, at, via: stretch.via })
    if (definition === undefined ? isForAnotherProgram(macro.name) : definition.unknown) this.#unknown = true
    if (mode === 'test' || definition === undefined || definition.value.text === '') {
      return definition === undefined || definition.value.text === '' ? unset : set
    }
    if (out.length > maximumLength) return 'abort'
    const via: Expansion = { name: macro.name, reference: at, within: stretch.via }
    if (definition.verbatim) {
      out.append(definition.value, 0, definition.value.text.length, via)
      return set
    }
    const before = stretch.names.indexOf(macro.name)
    if (before >= 0) {
      this.#fail('loop', macro, stretch, macro.nameSpan.start, [...stretch.names.slice(before), macro.name])
      if (!this.#options.followLoops) return 'abort'
    }
    return { isSet: true, next: wholeOf(definition.value, via, [...stretch.names, macro.name]) }
  }

  text(stretch: Stretch, start: number, end: number, into: MappedBuilder): void {
    into.append(stretch.value, start, end, stretch.via)
  }

  made(text: string, via: Expansion | undefined, into: MappedBuilder): void {
    into.append({ text, segments: [{ out: 0, at: 0, via }] }, 0, text.length)
  }

  complain(complaint: MacroComplaint, macro: Macro | undefined, stretch: Stretch, at: number): void {
    this.#complaints ??= []
    this.#complaints.push(complaint)
    const last = this.#last
    this.#fail(complaint.kind, macro ?? last?.macro, macro === undefined ? (last?.stretch ?? stretch) : stretch, at)
  }

  open(): MappedBuilder {
    return buildMapped()
  }

  read(from: MappedBuilder): string {
    return from.build().text
  }

  call(name: string, argument: string): string | undefined {
    const { call } = this.#options
    return call === undefined ? argument : call(name, argument)
  }
}

const set: Found = { isSet: true }
const unset: Found = { isSet: false }

function locate(value: MappedText, start: number, end: number): Location | undefined {
  return origin(value, { start, end })?.location
}
