import type { Example } from './define.js'
import { rules } from './index.js'

/** The examples of all rules by id. In the library they are a text that is parsed when this is loaded. */
export const examples: ReadonlyMap<string, readonly Example[]> = new Map(rules.map(rule => [rule.id, rule.examples]))
