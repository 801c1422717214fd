import { allRules } from './all-rules.js'
import type { Example, Rule } from './define.js'

type WithoutExamples<R> = R extends unknown ? Omit<R, 'examples'> : never

/** A rule as the library shows it: to see its examples is to load them, by `loadExamples`. */
export type PublishedRule = WithoutExamples<Rule>

/** All rules of postfix-lint. Under Node their code is loaded now, if no lint has done it before. */
export function publishedRules(): readonly PublishedRule[] {
  return allRules()
}

/**
 * The examples of all rules by id, loaded once. They are a third of what is written in a rule, and no lint run looks at
 * them.
 */
export async function loadExamples(): Promise<ReadonlyMap<string, readonly Example[]>> {
  const { examples } = await import('./examples.js')
  return examples
}
