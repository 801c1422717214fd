import type { Macro, Part } from '../../grammars/value-nodes.js'
import { isBlank } from '../syntax/characters.js'
import type { MappedText } from '../text/mapped-text.js'
import { sliceMapped } from '../text/mapped-text.js'
import { type MacroComplaint, type MacroComplaintKind, shownText } from './macro-complaints.js'
import { walkCall, walkComparison } from './macro-conditions.js'
import { isUnclosed, operandStretch, payload, unbalanced, wholeOf } from './macro-operands.js'
import type { Context, Fault, Found, MacroEvents, MacroRules, Stretch, Walk } from './macro-types.js'

/** More steps than a sane value takes: Postfix itself would never come back from some. */
export const usualSteps = 8192
/** Texts inside texts. Postfix counts only what is not inside a comparison, and runs out of stack in one that needs itself. */
const maximumDepth = 450
/** `mac_expand_callback` gives up when it is called at a deeper level. */
const maximumLevel = 100

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
  maximumSteps: number = usualSteps,
): boolean {
  const walk: Walk<Out> = { events, rules, scan, maximumSteps, steps: 0, depth: 0, aborted: false }
  const stretch: Stretch = wholeOf(value, undefined, [])
  return !walkText(walk, { level: 0, failed: false, out }, stretch, undefined) && !walk.aborted
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
  if (++walk.steps > walk.maximumSteps) {
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
    const at = macro.name === '' ? skipBlanks(text, macro.content.start, macro.content.end) : nameSpan.end
    return fault('bad-name', text.slice(macro.content.start, at), at)
  }
  if (macro.argument !== undefined) return walkCall(walk, walkApart, context, stretch, macro, macro.argument, fault)
  let found: Found
  if (macro.condition !== undefined) {
    const holds = walkComparison(walk, walkApart, context, stretch, macro, macro.condition, fault)
    if (holds === undefined) return true
    if (problem?.kind === 'question-or-colon-expected') return fault(problem.kind, '', problem.at)
    found = { isSet: holds }
    if (holds && !walk.scan && macro.whenSet === undefined && macro.whenUnset === undefined) {
      // Postfix reads the word as it would a value.
      if (!enters(walk, context, stretch, 'true', macro, macro.span.start)) {
        walk.events.made('true', stretch.via, context.out)
        context.level--
      }
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

function skipBlanks(text: string, start: number, end: number): number {
  let at = start
  while (at < end && isBlank(text.charCodeAt(at))) at++
  return at
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
