import type { Rule } from './define.js'
import { rules } from './index.js'

/**
 * Every rule that comes with postfix-lint. The library asks here and nowhere else, and not before it needs them: under
 * Node, it is built to load their code then (`host/rules-on-demand.ts`).
 */
export function allRules(): readonly Rule[] {
  return rules
}
