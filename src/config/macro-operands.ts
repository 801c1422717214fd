import type { Macro, Operand } from '../../grammars/value-nodes.js'
import { parseText } from '../syntax/value.js'
import type { Expansion, MappedText } from '../text/mapped-text.js'
import type { Context, Stretch, Walk } from './macro-types.js'

/** All of a value. */
export function wholeOf(value: MappedText, via: Expansion | undefined, names: readonly string[]): Stretch {
  return { value, parts: parseText(value.text), start: 0, end: value.text.length, via, names }
}

/** True for `{` without `}`. */
export function isUnclosed(operand: Operand): boolean {
  return operand.braced && operand.span.end === operand.content.end
}

/** The text of an operand, as Postfix quotes it. */
export function payload(stretch: Stretch, { content }: Operand): string {
  return stretch.value.text.slice(content.start, content.end)
}

/** An operand as a text to be read. */
export function operandStretch(stretch: Stretch, { parts, content }: Operand): Stretch {
  return { ...stretch, parts, start: content.start, end: content.end }
}

/** A complaint about braces quotes all that follows them. */
export function unbalanced<Out>(
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
