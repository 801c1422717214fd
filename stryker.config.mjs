/**
 * Changes the code a little in each of many places and looks whether a test notices. docs/testing.md says how to run it
 * and how to read what it finds.
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
  testRunner: 'loaded-once',
  plugins: ['./test/mutation/stryker-runner.mjs'],
  warnings: { unknownOptions: false },
  vitest: { configFile: 'vitest.mutation.config.ts' },
  coverageAnalysis: 'perTest',
  mutate: [
    // The files as trees.
    'src/syntax/*.ts',
    // What `resolve` runs: layers and defaults, `$name` expansion, and who gives a name its meaning. The rest of
    // src/config reads single kinds of values for rules, whose examples test it.
    'src/config/{project,service,effective,resolve,setting-layers}.ts',
    'src/config/{defaults,host-defaults,compatibility-level,placeholders}.ts',
    'src/config/{expand,macro-*,mentions}.ts',
    'src/config/{name-scan,known-names,client-prefixes}.ts',
  ],
  // What is computed when a module is loaded would need a new process for every change of it.
  ignoreStatic: true,
  concurrency: 2,
  // Loops without end are stopped sooner, by the runner itself.
  timeoutMS: 600_000,
  incremental: true,
  incrementalFile: '.cache/mutation/incremental.json',
  reporters: ['clear-text', 'html', 'json'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  htmlReporter: { fileName: '.cache/mutation/report.html' },
  jsonReporter: { fileName: '.cache/mutation/report.json' },
  tempDirName: '.cache/mutation/sandbox',
  // A file that is not there: Stryker would rewrite tsconfig.json with an interface that TypeScript 7 no longer has.
  tsconfigFile: 'none.json',
  ignorePatterns: ['dist', '.cache', 'docs', 'editors', 'schemas', 'test/language-server', 'test/prove'],
  thresholds: { high: 95, low: 90, break: 85 },
}
