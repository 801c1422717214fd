import { defineConfig } from 'vitest/config'

/** Each of the folders that Postfix's own behaviour is rebuilt in. */
const folders = ['syntax', 'catalog', 'config', 'edit']

export default defineConfig({
  test: {
    include: [
      'test/{syntax,text,catalog,config,edit,lint,postconf,language-service}/**/*.test.ts',
      'test/rules.test.ts',
    ],
    // Chevrotain's own checks run no code of ours.
    exclude: ['test/syntax/grammar-definition.test.ts'],
    env: { POSTFIX_LINT_RUNS: '300' },
    testTimeout: 120_000,
    coverage: {
      provider: 'v8',
      include: folders.map(folder => `src/${folder}/**/*.ts`),
      reporter: ['text', 'json'],
      reportsDirectory: '.cache/coverage',
      thresholds: Object.fromEntries(folders.map(folder => [`src/${folder}/**`, { branches: 95 }])),
    },
  },
})
