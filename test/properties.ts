import fc from 'fast-check'

/**
 * The values that properties are tried with are the same in each run, so that a test that fails tells of what was
 * changed. POSTFIX_LINT_SEED is another number to begin at, or `random`; POSTFIX_LINT_MORE says how many times as often
 * they are tried: with both, a search for what nobody thought of.
 */
const seed = process.env['POSTFIX_LINT_SEED'] ?? '1'
const more = Number(process.env['POSTFIX_LINT_MORE'] ?? 1)
const usual = 100

fc.configureGlobal({ numRuns: atMost(usual * more), ...(seed !== 'random' && { seed: Number(seed) }) })

export { fc }

/**
 * How often something is done in a test. POSTFIX_LINT_RUNS is an upper bound, for runs that go through the same tests
 * again and again.
 */
export function atMost(times: number): number {
  const bound = process.env['POSTFIX_LINT_RUNS']
  return bound === undefined ? times : Math.min(times, Number(bound))
}

/** The settings of a property that is usually tried so often. */
export function runs(times: number): { readonly numRuns: number } {
  return { numRuns: atMost(times * more) }
}
