import type { Comparison, Macro, MacroProblem, Operand, Part } from '../../grammars/value-nodes.js'
import { parseText } from '../syntax/value.js'
import { buildMapped, type Expansion, type MappedBuilder, type MappedText, origin, sliceMapped } from '../text/mapped-text.js'
import type { Location } from '../text/range.js'
import { compareLevels } from './compatibility-level.js'

/** The value a `$name` stands for, before its own references are expanded. */
export interface Definition {
  readonly value: MappedText
  /** Set when the value depends on facts of the host that are not known: the text is then a guess or empty. */
  readonly unknown?: boolean
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
  readonly kind: MacroProblem['kind'] | 'loop' | 'bad-level' | 'too-long'
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
  /** At most one: Postfix stops at the first. */
  readonly problem?: ExpansionProblem
  /** True when the text depends on host facts that are not known. */
  readonly unknown: boolean
}

/** Postfix itself stops at this depth (`src/util/mac_expand.c`). */
const maximumNesting = 100
/** A bound of ours against values that double with each step; the longest sane value is far below it. */
const maximumLength = 1 << 20
const maximumSteps = 4096

interface State {
  readonly lookup: Lookup
  readonly braces: boolean
  readonly out: MappedBuilder
  readonly references: Reference[]
  problem?: ExpansionProblem
  unknown: boolean
  steps: number
}

/**
 * Replaces the `$` references of a value as `mac_expand` does with `MAC_EXP_FLAG_RECURSE`.
 * @param braces whether `{text}` operands and comparisons are understood (Postfix 3.0 and newer)
 */
export function expand(value: MappedText, lookup: Lookup, braces = true): Expanded {
  if (!value.text.includes('$')) return { text: value, references: [], unknown: false }
  const state: State = { lookup, braces, out: buildMapped(), references: [], unknown: false, steps: 0 }
  expandText(state, value, undefined, [])
  const { references, problem, unknown } = state
  return { text: state.out.build(), references, unknown, ...(problem && { problem }) }
}

function expandText(state: State, value: MappedText, via: Expansion | undefined, stack: readonly string[]): void {
  expandParts(state, value, parseText(value.text), via, stack)
}

/** Appends a stretch of a value to the result, marked with the expansion it came out of. */
function emit(state: State, value: MappedText, start: number, end: number, via: Expansion | undefined): void {
  const part = sliceMapped(value, start, end)
  const marked = via === undefined ? part : { text: part.text, segments: part.segments.map(s => ({ ...s, via })) }
  state.out.append(marked, 0, marked.text.length)
}

function expandParts(
  state: State,
  value: MappedText,
  parts: readonly Part[],
  via: Expansion | undefined,
  stack: readonly string[],
): void {
  for (const part of parts) {
    if (state.problem !== undefined) return
    switch (part.type) {
      case 'literal':
      case 'group':
        emit(state, value, part.span.start, part.span.end, via)
        break
      case 'dollar':
        emit(state, value, part.span.start, part.span.start + 1, via)
        break
      case 'macro':
        expandMacro(state, value, part, via, stack)
        break
      default:
        part satisfies never
    }
  }
}

function locate(value: MappedText, start: number, end: number): Location | undefined {
  return origin(value, { start, end })?.location
}

function fail(
  state: State,
  value: MappedText,
  macro: Macro,
  kind: ExpansionProblem['kind'],
  at: number,
  via: Expansion | undefined,
  loop?: readonly string[],
): void {
  state.problem ??= {
    kind,
    text: value.text.slice(macro.span.start, macro.span.end),
    offset: at - macro.span.start,
    at: locate(value, macro.span.start, macro.span.end),
    via,
    macro,
    ...(loop && { loop }),
  }
}

function expandMacro(state: State, value: MappedText, macro: Macro, via: Expansion | undefined, stack: readonly string[]): void {
  const early = macro.problem?.kind
  const depth = stack.length
  if (depth > maximumNesting) return fail(state, value, macro, 'too-deep', macro.span.start, via)
  if (++state.steps > maximumSteps || state.out.length > maximumLength) {
    return fail(state, value, macro, 'too-long', macro.span.start, via)
  }
  const whole = early === 'empty-name' || early === 'truncated' || early === 'too-deep' || early === 'bad-name'
  if (macro.problem !== undefined && whole) return fail(state, value, macro, macro.problem.kind, macro.problem.at, via)
  if (!state.braces && (macro.condition || macro.argument)) {
    return fail(state, value, macro, 'bad-name', macro.content.start, via)
  }
  if (macro.condition !== undefined) {
    expandCondition(state, value, macro, macro.condition, via, stack)
    return
  }
  if (macro.argument !== undefined) {
    if (macro.problem) return fail(state, value, macro, macro.problem.kind, macro.problem.at, via)
    expandParts(state, value, macro.argument.parts, via, stack)
    return
  }
  const tested = macro.whenSet !== undefined || macro.whenUnset !== undefined
  const definition = state.lookup(macro.name)
  const at = locate(value, macro.span.start, macro.span.end)
  state.references.push({ name: macro.name, mode: tested ? 'test' : 'use', defined: definition !== undefined, at, via })
  if (definition?.unknown) state.unknown = true
  if (tested) {
    chooseBranch(state, value, macro, (definition?.value.text ?? '') !== '', via, stack)
    return
  }
  if (macro.problem) return fail(state, value, macro, macro.problem.kind, macro.problem.at, via)
  if (definition === undefined || definition.value.text === '') return
  if (stack.includes(macro.name)) {
    fail(state, value, macro, 'loop', macro.nameSpan.start, via, [...stack.slice(stack.indexOf(macro.name)), macro.name])
    return
  }
  const step: Expansion = { name: macro.name, reference: at, within: via }
  expandText(state, definition.value, step, [...stack, macro.name])
}

/** After `?` and `:`: only the operand that applies is expanded, but garbage after either is noticed. */
function chooseBranch(
  state: State,
  value: MappedText,
  macro: Macro,
  isSet: boolean,
  via: Expansion | undefined,
  stack: readonly string[],
): void {
  const branch = isSet ? macro.whenSet : macro.whenUnset
  const unreadable = macro.problem?.kind === 'unbalanced' && macro.whenUnset === undefined && isSet
  if (branch !== undefined && !unreadable) expandOperand(state, value, macro, branch, via, stack)
  if (macro.problem && state.braces) fail(state, value, macro, macro.problem.kind, macro.problem.at, via)
}

function expandOperand(
  state: State,
  value: MappedText,
  macro: Macro,
  operand: Operand,
  via: Expansion | undefined,
  stack: readonly string[],
): void {
  if (state.braces || !operand.braced) return expandParts(state, value, operand.parts, via, stack)
  // Before 3.0 the operand is everything up to the closing bracket, braces and all.
  const text = sliceMapped(value, operand.span.start, macro.content.end)
  expandText(state, text, via, stack)
}

function expandCondition(
  state: State,
  value: MappedText,
  macro: Macro,
  condition: Comparison,
  via: Expansion | undefined,
  stack: readonly string[],
): void {
  const kind = macro.problem?.kind
  if (macro.problem !== undefined && condition.right === undefined) {
    return fail(state, value, macro, macro.problem.kind, macro.problem.at, via)
  }
  const left = evaluateSide(state, value, condition.left, via, stack)
  const right = condition.right && evaluateSide(state, value, condition.right, via, stack)
  if (state.problem !== undefined || right === undefined) return
  const holds = compare(left, condition.operator, right)
  if (holds === undefined) return fail(state, value, macro, 'bad-level', condition.span.start, via)
  if (kind === 'question-or-colon-expected') return fail(state, value, macro, kind, macro.problem?.at ?? 0, via)
  if (macro.whenSet === undefined && macro.whenUnset === undefined) {
    if (holds) state.out.append({ text: 'true', segments: [{ out: 0, at: 0, via }] }, 0, 4)
    return
  }
  chooseBranch(state, value, macro, holds, via, stack)
}

function evaluateSide(
  state: State,
  value: MappedText,
  side: Operand,
  via: Expansion | undefined,
  stack: readonly string[],
): string {
  const inner: State = { ...state, out: buildMapped() }
  expandParts(inner, value, side.parts, via, [...stack, ''])
  if (inner.problem !== undefined) state.problem ??= inner.problem
  state.unknown ||= inner.unknown
  state.steps = inner.steps
  return inner.out.build().text
}

/** `mac_exp_eval` and `compat_relop_eval`; undefined when a side is not a compatibility level. */
function compare(left: string, operator: string, right: string): boolean | undefined {
  const suffix = operator.endsWith('level')
  const sign = suffix ? operator.slice(0, -'level'.length) : operator
  const difference = suffix ? compareLevels(left, right) : compareText(left, right)
  if (difference === undefined) return undefined
  switch (sign) {
    case '==':
      return difference === 0
    case '!=':
      return difference !== 0
    case '<':
      return difference < 0
    case '<=':
      return difference <= 0
    case '>=':
      return difference >= 0
    case '>':
      return difference > 0
    default:
      return undefined
  }
}

const digits = /^[0-9]+$/

function compareText(left: string, right: string): number {
  if (digits.test(left) && digits.test(right)) return Number(BigInt(left) - BigInt(right))
  return left < right ? -1 : left > right ? 1 : 0
}
