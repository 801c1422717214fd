import type { Comparison, Macro, Operand } from '../../grammars/value-nodes.js'
import { skipSpace, trimSpace } from '../syntax/characters.js'
import { sliceMapped } from '../text/mapped-text.js'
import { compareSides } from './macro-comparison.js'
import { isUnclosed, operandStretch, payload, unbalanced, wholeOf } from './macro-operands.js'
import type { Context, Fault, Stretch, Walk } from './macro-types.js'

/** Reads a text by itself: one side of a comparison, or an argument. */
export type Apart<Out> = (
  walk: Walk<Out>,
  stretch: Stretch,
  macro: Macro,
) => { readonly text: string; readonly failed: boolean }

/** `mac_midna_register` (`src/util/mac_midna.c`). */
const knownFunctions: ReadonlySet<string> = new Set(['domain_to_ascii', 'domain_to_utf8'])

/** `mac_exp_parse_relational`; undefined after a fault. */
export function walkComparison<Out>(
  walk: Walk<Out>,
  apart: Apart<Out>,
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
  const leftSide = apart(walk, operandStretch(stretch, left), macro)
  const rightSide = apart(walk, operandStretch(stretch, right), macro)
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
export function walkCall<Out>(
  walk: Walk<Out>,
  apart: Apart<Out>,
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
  const inner = apart(walk, wholeOf(trimmed, stretch.via, stretch.names), macro)
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
