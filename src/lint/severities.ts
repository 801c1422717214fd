import type { Preset, Rule, Severity } from '../rules/define.js'
import type { ActiveRule } from './engine.js'

/** Severity of one rule as a user sets it. */
export type SeveritySetting = Severity | 'off'

const order: readonly Preset[] = ['recommended', 'strict', 'all']

/** The rules of a run: those of the preset, with the user's changes. */
export function activeRules(
  rules: readonly Rule[],
  preset: Preset = 'recommended',
  changes: Readonly<Record<string, SeveritySetting>> = {},
): readonly ActiveRule[] {
  return rules.flatMap((rule): ActiveRule[] => {
    const change = changes[rule.id] ?? changes[wholeOf(rule.id)]
    if (change === 'off') return []
    if (change !== undefined) return [{ rule, severity: change }]
    const included = order.indexOf(rule.preset ?? 'recommended') <= order.indexOf(preset)
    return included ? [{ rule, severity: rule.severity }] : []
  })
}

/** What is said of a policy holds for its parts: `policy/tls` for `policy/tls/use-tls`. */
function wholeOf(id: string): string {
  const second = id.indexOf('/', id.indexOf('/') + 1)
  return second < 0 ? id : id.slice(0, second)
}
