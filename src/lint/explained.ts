import type { Diagnostic } from './diagnostic.js'
import type { ActiveRule } from './engine.js'

/**
 * Leaves out what another finding explains: `disable_vrfy_command = yes # text` has one fault, the comment, and that it
 * is no yes/no value any more follows from it.
 */
export function withoutExplained(
  diagnostics: readonly Diagnostic[],
  rules: readonly ActiveRule[],
): readonly Diagnostic[] {
  const explains = new Map(rules.flatMap(({ rule }) => (rule.explains ? [[rule.id, new Set(rule.explains)] as const] : [])))
  const causes = diagnostics.filter(diagnostic => explains.has(diagnostic.rule))
  if (causes.length === 0) return diagnostics
  return diagnostics.filter(
    diagnostic => !causes.some(cause => explains.get(cause.rule)?.has(diagnostic.rule) && overlap(cause, diagnostic)),
  )
}

function overlap(a: Diagnostic, b: Diagnostic): boolean {
  return a.at.file === b.at.file && a.at.range.start < b.at.range.end && b.at.range.start < a.at.range.end
}
