import { defineConfig } from 'vitest/config'

/** The tests that are to notice a change of `src/syntax` and of what `resolve` is made of: all quick, none heavy. */
export default defineConfig({
  test: {
    include: ['test/syntax/*.test.ts', 'test/config/*.test.ts', 'test/postconf/re*.test.ts'],
    // The first tests the grammar's definition; the others need all rules, or read what is not changed.
    exclude: [
      'test/syntax/grammar-definition.test.ts',
      'test/config/restrictions.test.ts',
      'test/config/required-paths.test.ts',
    ],
    // Modules are loaded once for all files: that is most of the time of a run.
    isolate: false,
    // Properties are tried this often, on the same values each time, and long texts are no longer than this.
    env: { POSTFIX_LINT_RUNS: '60' },
    testTimeout: 30_000,
  },
})
