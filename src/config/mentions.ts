import type { Comparison, Macro, Operand, Part } from '../../grammars/value-nodes.js'
import { parseText } from '../syntax/value.js'
import type { Span } from '../text/range.js'

/** A name that a value refers to as `$name`, in either branch of a condition as well. */
export interface Mention {
  readonly name: string
  /** `test`: only asked whether it has a value (`${name?...}`, `${name:...}`). */
  readonly mode: 'use' | 'test'
  /** The name alone. */
  readonly nameSpan: Span
  /** The whole reference. */
  readonly span: Span
}

/** Postfix gives up below this depth (`src/util/mac_expand.c`). */
const maximumDepth = 100

/**
 * The names a value mentions as written, in order: what `mac_expand` with `MAC_EXP_FLAG_SCAN` calls its lookup
 * function for. Nothing is expanded; what follows the first syntax error is not seen.
 */
export function mentionsIn(text: string): readonly Mention[] {
  if (!text.includes('$')) return []
  const found: Mention[] = []
  walkParts(parseText(text), found, 0)
  return found
}

/** True when the walk may go on; false after a syntax error. */
function walkParts(parts: readonly Part[], found: Mention[], depth: number): boolean {
  for (const part of parts) if (part.type === 'macro' && !walkMacro(part, found, depth)) return false
  return true
}

function walkMacro(macro: Macro, found: Mention[], depth: number): boolean {
  if (depth > maximumDepth) return false
  switch (macro.problem?.kind) {
    case 'empty-name':
    case 'truncated':
    case 'too-deep':
    case 'bad-name':
      return false
    default:
  }
  if (macro.condition !== undefined) {
    if (!walkComparison(macro.condition, found, depth)) return false
  } else if (macro.argument !== undefined) {
    return macro.problem === undefined && walkParts(macro.argument.parts, found, depth + 1)
  } else {
    const tested = macro.whenSet !== undefined || macro.whenUnset !== undefined
    const { name, nameSpan, span } = macro
    found.push({ name, mode: tested ? 'test' : 'use', nameSpan, span })
  }
  const unbalanced = macro.problem?.kind === 'unbalanced'
  const last = macro.whenUnset ?? macro.whenSet
  for (const branch of [macro.whenSet, macro.whenUnset]) {
    if (branch === undefined || (unbalanced && branch === last)) continue
    if (!walkParts(branch.parts, found, depth + 1)) return false
  }
  return macro.problem === undefined
}

function walkComparison(comparison: Comparison, found: Mention[], depth: number): boolean {
  if (comparison.right === undefined) return false
  // Each side is scanned for itself: an error on the left does not hide the right.
  const sides: readonly Operand[] = [comparison.left, comparison.right]
  return sides.map(side => walkParts(side.parts, found, depth + 1)).every(Boolean)
}
