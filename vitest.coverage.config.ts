import { defineConfig } from 'vitest/config'

/** What `resolve` is made of; the list of stryker.config.mjs as well. */
const resolving =
  '{project,service,effective,resolve,setting-layers,defaults,host-defaults,compatibility-level,placeholders,' +
  'expand,macro-*,mentions,name-scan,known-names,client-prefixes}.ts'

export default defineConfig({
  test: {
    include: [
      'test/{syntax,text,catalog,config,edit,lint,host,postconf,language-service}/**/*.test.ts',
      'test/rules.test.ts',
    ],
    // Chevrotain's own checks run no code of ours.
    exclude: ['test/syntax/grammar-definition.test.ts'],
    env: { POSTFIX_LINT_RUNS: '300' },
    maxWorkers: '100%',
    testTimeout: 120_000,
    coverage: {
      provider: 'v8',
      include: ['src/{syntax,catalog,config,edit}/**/*.ts'],
      reporter: ['text', 'json'],
      reportsDirectory: '.cache/coverage',
      thresholds: {
        'src/syntax/**': { branches: 95 },
        'src/catalog/**': { branches: 95 },
        'src/edit/**': { branches: 95 },
        [`src/config/${resolving}`]: { branches: 95 },
        // The rest of it reads single kinds of values, for rules whose examples are tests.
        'src/config/**': { branches: 88 },
      },
    },
  },
})
