import type { Comparison, Macro, Operand, Part } from '../../grammars/value-nodes.js'
import type { Catalog } from '../catalog/types.js'
import { skipSpace, trimSpace } from '../syntax/characters.js'
import { parseText } from '../syntax/value.js'
import type { Expansion, MappedText } from '../text/mapped-text.js'
import { sliceMapped } from '../text/mapped-text.js'
import { compareSides } from './macro-comparison.js'
import { type MacroComplaint, type MacroComplaintKind, shownText } from './macro-complaints.js'

/** What a release understands inside `${...}`. */
export interface MacroRules {
  /** `{text}` operands and comparisons (Postfix 3.0). */
  readonly braces: boolean
  /** `<=level` and its kin (Postfix 3.6). */
  readonly levels: boolean
  /** `${function{argument}}` (Postfix 3.11). */
  readonly functions: boolean
}

/** Everything that any release understands. */
export const allMacroRules: MacroRules = { braces: true, levels: true, functions: true }

/** The rules of a catalogue's release. */
export function macroRules(catalog: Catalog): MacroRules {
  return { braces: catalog.atLeast('3.0'), levels: catalog.atLeast('3.6'), functions: catalog.atLeast('3.11') }
}

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

/** More steps than a sane value takes: Postfix itself would never come back from some. */
const maximumSteps = 8192
/** Texts inside texts. Postfix counts only what is not inside a comparison, and runs out of stack in one that needs itself. */
const maximumDepth = 450
/** `mac_expand_callback` gives up when it is called at a deeper level. */
const maximumLevel = 100

/** One call of `mac_expand`: its level goes down only where Postfix's does. */
interface Context<Out> {
  level: number
  failed: boolean
  readonly out: Out
}

interface Walk<Out> {
  readonly events: MacroEvents<Out>
  readonly rules: MacroRules
  readonly scan: boolean
  steps: number
  depth: number
  aborted: boolean
}

/**
 * Reads a value's `$` references in the order and with the complaints of `mac_expand` (`src/util/mac_expand.c`).
 * @param scan look at both branches of each condition and put nothing in place (`MAC_EXP_FLAG_SCAN`)
 * @returns false when Postfix would give up on the value
 */
export function walkMacros<Out>(
  value: MappedText,
  events: MacroEvents<Out>,
  out: Out,
  rules: MacroRules,
  scan: boolean,
): boolean {
  const walk: Walk<Out> = { events, rules, scan, steps: 0, depth: 0, aborted: false }
  const stretch: Stretch = wholeOf(value, undefined, [])
  return !walkText(walk, { level: 0, failed: false, out }, stretch, undefined) && !walk.aborted
}

/** All of a value. */
export function wholeOf(value: MappedText, via: Expansion | undefined, names: readonly string[]): Stretch {
  return { value, parts: parseText(value.text), start: 0, end: value.text.length, via, names }
}

/** `mac_parse`. True when it failed; a failure inside one reference does not hide all that follows. */
function walkText<Out>(walk: Walk<Out>, context: Context<Out>, stretch: Stretch, around: Macro | undefined): boolean {
  if (++walk.depth > maximumDepth) walk.aborted = true
  const failed = walkParts(walk, context, stretch, around)
  walk.depth--
  return failed
}

function walkParts<Out>(walk: Walk<Out>, context: Context<Out>, stretch: Stretch, around: Macro | undefined): boolean {
  let failed = false
  let run: Part[] = []
  const { value } = stretch
  const whole = () => value.text.slice(stretch.start, stretch.end)
  for (const part of stretch.parts) {
    if (walk.aborted) return true
    if (part.type !== 'macro') {
      run.push(part)
      continue
    }
    if (run.length > 0) failed = walkLiteral(walk, context, stretch, run, around) || failed
    run = []
    if (part.form !== 'bare') {
      if (!part.closed) {
        walk.events.complain({ kind: 'truncated', before: whole() }, part, stretch, part.span.start)
        return true
      }
      if (failed) return true
    }
    if (part.content.start === part.content.end) {
      walk.events.complain({ kind: 'empty-name', before: whole() }, part, stretch, part.span.start)
      return true
    }
    failed = walkReference(walk, context, stretch, part) || failed
  }
  if (run.length > 0 && !failed) failed = walkLiteral(walk, context, stretch, run, around)
  return failed
}

/** What `mac_expand_callback` does first. True when it goes no further. */
function enters<Out>(
  walk: Walk<Out>,
  context: Context<Out>,
  stretch: Stretch,
  text: string,
  macro: Macro | undefined,
  at: number,
): boolean {
  if (++walk.steps > maximumSteps) {
    walk.aborted = true
    return true
  }
  if (context.level++ > maximumLevel) {
    context.failed = true
    walk.events.complain({ kind: 'too-deep', before: text }, macro, stretch, at)
  }
  return context.failed
}

/** A run of text without references, `$$` included. */
function walkLiteral<Out>(
  walk: Walk<Out>,
  context: Context<Out>,
  stretch: Stretch,
  run: readonly Part[],
  around: Macro | undefined,
): boolean {
  const start = run[0]?.span.start ?? stretch.start
  const text = stretch.value.text.slice(start, run.at(-1)?.span.end)
  if (
    enters(
      walk,
      context,
      stretch,
      text.replaceAll('$$', () => '$'),
      around,
      start,
    )
  )
    return true
  if (!walk.scan) {
    for (const { type, span } of run) {
      walk.events.text(stretch, span.start, type === 'dollar' ? span.start + 1 : span.end, context.out)
    }
  }
  context.level--
  return context.failed
}

/** `mac_expand_callback` for a reference. Its level stays up when it finds fault. */
function walkReference<Out>(walk: Walk<Out>, context: Context<Out>, stretch: Stretch, macro: Macro): boolean {
  const text = stretch.value.text
  const content = text.slice(macro.content.start, macro.content.end)
  if (enters(walk, context, stretch, content, macro, macro.span.start)) return true
  const fault = (
    kind: MacroComplaintKind,
    before: string,
    at: number,
    more: Pick<MacroComplaint, 'operator'> = {},
  ): true => {
    context.failed = true
    const rest = text.slice(at, Math.min(macro.content.end, at + shownText))
    walk.events.complain({ kind, before, rest, ...more }, macro, stretch, at)
    return true
  }
  if (macro.problem?.kind === 'too-deep') return fault('too-deep', content, macro.span.start)
  const named = macro.condition === undefined
  const { nameSpan, problem } = macro
  // Before 3.0, the name begins at the bracket and ends at `?` or `:`.
  const next = text.charAt(nameSpan.end)
  const spaced =
    nameSpan.start > macro.content.start || (nameSpan.end < macro.content.end && next !== '?' && next !== ':')
  if (!walk.rules.braces && (!named || spaced || problem?.kind === 'bad-name')) {
    const { start, end } = macro.content
    context.failed = true
    walk.events.complain(
      { kind: 'bad-name', before: text.slice(start, end) },
      macro,
      stretch,
      named ? nameSpan.end : start,
    )
    return true
  }
  if (problem?.kind === 'bad-name' || (macro.argument !== undefined && !walk.rules.functions)) {
    return fault('bad-name', text.slice(macro.content.start, nameSpan.end), nameSpan.end)
  }
  if (macro.argument !== undefined) return walkCall(walk, context, stretch, macro, macro.argument, fault)
  let found: Found
  if (macro.condition !== undefined) {
    const holds = walkComparison(walk, context, stretch, macro, macro.condition, fault)
    if (holds === undefined) return true
    if (problem?.kind === 'question-or-colon-expected') return fault(problem.kind, '', problem.at)
    found = { isSet: holds }
    if (holds && !walk.scan && macro.whenSet === undefined && macro.whenUnset === undefined) {
      walk.events.made('true', stretch.via, context.out)
    }
  } else {
    const tested = macro.whenSet !== undefined || macro.whenUnset !== undefined
    const answer = walk.events.name(macro, stretch, tested ? 'test' : 'use', context.out)
    if (answer === 'abort') {
      walk.aborted = true
      return true
    }
    found = answer
    if (!tested && found.next && walkText(walk, context, found.next, macro)) context.failed = true
  }
  if (walkBranches(walk, context, stretch, macro, found.isSet, fault)) return true
  context.level--
  return context.failed
}

type Fault = (kind: MacroComplaintKind, before: string, at: number, more?: Pick<MacroComplaint, 'operator'>) => true

function isUnclosed(operand: Operand): boolean {
  return operand.braced && operand.span.end === operand.content.end
}

/** The text of an operand, as Postfix quotes it. */
function payload(stretch: Stretch, { content }: Operand): string {
  return stretch.value.text.slice(content.start, content.end)
}

function operandStretch(stretch: Stretch, { parts, content }: Operand): Stretch {
  return { ...stretch, parts, start: content.start, end: content.end }
}

/** A complaint about braces quotes all that follows them. */
function unbalanced<Out>(
  walk: Walk<Out>,
  context: Context<Out>,
  stretch: Stretch,
  macro: Macro,
  operand: Operand,
): true {
  context.failed = true
  const before = stretch.value.text.slice(operand.span.start, macro.content.end)
  walk.events.complain({ kind: 'unbalanced', before }, macro, stretch, operand.span.start)
  return true
}

/** After `?` and `:`. True for a fault; what fails inside a branch is noted and the rest still looked at. */
function walkBranches<Out>(
  walk: Walk<Out>,
  context: Context<Out>,
  stretch: Stretch,
  macro: Macro,
  isSet: boolean,
  fault: Fault,
): boolean {
  const { whenSet, whenUnset, problem } = macro
  if (!walk.rules.braces) {
    const first = whenSet ?? whenUnset
    if (first !== undefined && (walk.scan || isSet === (whenSet !== undefined))) {
      // Everything up to the closing bracket, braces and all; a failure inside is no failure of the whole.
      const text = sliceMapped(stretch.value, macro.nameSpan.end + 1, macro.content.end)
      walkText(walk, context, wholeOf(text, stretch.via, stretch.names), macro)
    }
    return false
  }
  if (whenSet !== undefined) {
    if (isUnclosed(whenSet)) return unbalanced(walk, context, stretch, macro, whenSet)
    if ((isSet || walk.scan) && walkText(walk, context, operandStretch(stretch, whenSet), macro)) context.failed = true
    if (problem?.kind === 'colon-expected') return fault(problem.kind, payload(stretch, whenSet), problem.at)
  }
  if (whenUnset !== undefined) {
    if (isUnclosed(whenUnset)) return unbalanced(walk, context, stretch, macro, whenUnset)
    if ((!isSet || walk.scan) && walkText(walk, context, operandStretch(stretch, whenUnset), macro))
      context.failed = true
    if (problem?.kind === 'unexpected-text') return fault(problem.kind, payload(stretch, whenUnset), problem.at)
  }
  return false
}

/** A text that Postfix expands by itself, at level 0 again: one side of a comparison, or an argument. */
function walkApart<Out>(
  walk: Walk<Out>,
  stretch: Stretch,
  macro: Macro,
): { readonly text: string; readonly failed: boolean } {
  const out = walk.events.open()
  const inner: Context<Out> = { level: 0, failed: false, out }
  const failed = walkText(walk, inner, stretch, macro)
  return { text: walk.scan ? '' : walk.events.read(out), failed }
}

/** `mac_exp_parse_relational`; undefined after a fault. */
function walkComparison<Out>(
  walk: Walk<Out>,
  context: Context<Out>,
  stretch: Stretch,
  macro: Macro,
  { left, operator, operatorSpan, right }: Comparison,
  fault: Fault,
): boolean | undefined {
  const give = (_: true): undefined => undefined
  const text = stretch.value.text
  const { problem } = macro
  if (isUnclosed(left)) return give(unbalanced(walk, context, stretch, macro, left))
  const before = payload(stretch, left)
  if (problem?.kind === 'operator-expected') return give(fault('operator-expected', before, operatorSpan.start))
  const sign = operator.replace(/[A-Za-z0-9_]+$/, '')
  const signEnd = operatorSpan.start + sign.length
  // The grammar takes `_` into the word, Postfix does not.
  const suffix = walk.rules.levels ? (/^[A-Za-z0-9]+/.exec(operator.slice(sign.length))?.[0] ?? '') : ''
  if (suffix !== '' && suffix !== 'level') {
    context.failed = true
    walk.events.complain({ kind: 'bad-operator-suffix', before, operator: sign, rest: suffix }, macro, stretch, signEnd)
    return undefined
  }
  if (right === undefined || signEnd + suffix.length < operatorSpan.end) {
    return give(fault('right-operand-expected', before, signEnd + suffix.length, { operator: sign }))
  }
  if (isUnclosed(right)) return give(unbalanced(walk, context, stretch, macro, right))
  const leftSide = walkApart(walk, operandStretch(stretch, left), macro)
  const rightSide = walkApart(walk, operandStretch(stretch, right), macro)
  if (leftSide.failed || rightSide.failed) context.failed = true
  if (walk.aborted) return undefined
  if (walk.scan) return context.failed ? undefined : false
  const result = compareSides(leftSide.text, sign, rightSide.text, suffix !== '', walk.rules.levels)
  if (typeof result === 'boolean') return context.failed ? undefined : result
  context.failed = true
  walk.events.complain(
    { kind: result.kind, before: result.text },
    macro,
    stretch,
    text.length === 0 ? 0 : left.span.start,
  )
  if (result.kind === 'bad-number') walk.aborted = true
  return undefined
}

/** `mac_exp_parse_function`: the level is not taken back afterwards, whatever comes of it. */
function walkCall<Out>(
  walk: Walk<Out>,
  context: Context<Out>,
  stretch: Stretch,
  macro: Macro,
  argument: Operand,
  fault: Fault,
): boolean {
  if (isUnclosed(argument)) return unbalanced(walk, context, stretch, macro, argument)
  const { text } = stretch.value
  const start = Math.min(skipSpace(text, argument.content.start, argument.content.end), argument.content.end)
  const end = trimSpace(text, start, argument.content.end)
  const written = text.slice(start, end)
  const { problem } = macro
  if (problem?.kind === 'unexpected-text') return fault(problem.kind, written, problem.at)
  if (!knownFunctions.has(macro.name)) {
    context.failed = true
    walk.events.complain(
      { kind: 'unknown-function', before: macro.name, rest: written },
      macro,
      stretch,
      macro.nameSpan.start,
    )
    return true
  }
  const trimmed = sliceMapped(stretch.value, start, end)
  const inner = walkApart(walk, wholeOf(trimmed, stretch.via, stretch.names), macro)
  if (inner.failed) context.failed = true
  if (walk.scan || context.failed || walk.aborted) return context.failed || walk.aborted
  const made = walk.events.call(macro.name, inner.text)
  if (made === undefined) {
    context.failed = true
    walk.events.complain(
      { kind: 'bad-argument', before: macro.name, rest: inner.text },
      macro,
      stretch,
      argument.span.start,
    )
    return true
  }
  walk.events.made(made, stretch.via, context.out)
  return false
}

/** `mac_midna_register` (`src/util/mac_midna.c`). */
const knownFunctions: ReadonlySet<string> = new Set(['domain_to_ascii', 'domain_to_utf8'])
