import { type Diagnostic, weightOf } from './diagnostic.js'
import type { ActiveRule } from './engine.js'

/**
 * Leaves out what another finding explains: `disable_vrfy_command = yes # text` has one fault, the comment, and that it
 * is no yes/no value any more follows from it. A finding never hides one that weighs more.
 */
export function withoutExplained(
  diagnostics: readonly Diagnostic[],
  rules: readonly ActiveRule[],
): readonly Diagnostic[] {
  if (diagnostics.length < 2) return diagnostics
  const explains = explanations(rules)
  const causes = diagnostics.filter(diagnostic => explains.has(diagnostic.rule))
  if (causes.length === 0) return diagnostics
  return diagnostics.filter(
    diagnostic =>
      !causes.some(
        cause =>
          explains.get(cause.rule)?.has(diagnostic.rule) && outweighs(cause, diagnostic) && overlap(cause, diagnostic),
      ),
  )
}

const remembered = new WeakMap<readonly ActiveRule[], ReadonlyMap<string, ReadonlySet<string>>>()

/** By rule: the ids of the rules whose findings it explains. Worked out once for a set of rules. */
function explanations(rules: readonly ActiveRule[]): ReadonlyMap<string, ReadonlySet<string>> {
  const known = remembered.get(rules)
  if (known !== undefined) return known
  const found = new Map<string, ReadonlySet<string>>()
  for (const { rule } of rules) if (rule.explains) found.set(rule.id, new Set(rule.explains))
  remembered.set(rules, found)
  return found
}

function overlap(a: Diagnostic, b: Diagnostic): boolean {
  return a.at.file === b.at.file && a.at.range.start < b.at.range.end && b.at.range.start < a.at.range.end
}

function outweighs(cause: Diagnostic, follows: Diagnostic): boolean {
  return weightOf[cause.severity] >= weightOf[follows.severity]
}
