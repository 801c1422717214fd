/**
 * How often a property is tried, or a text repeated. POSTFIX_LINT_RUNS is an upper bound, for runs that go through the
 * same tests again and again; with it the random values are the same each time.
 */
export function atMost(times: number): number {
  const bound = process.env['POSTFIX_LINT_RUNS']
  return bound === undefined ? times : Math.min(times, Number(bound))
}

/** The settings of a property that is usually tried so often. */
export function runs(times: number): { readonly numRuns: number; readonly seed?: number } {
  const numRuns = atMost(times)
  return process.env['POSTFIX_LINT_RUNS'] === undefined ? { numRuns } : { numRuns, seed: 1 }
}
