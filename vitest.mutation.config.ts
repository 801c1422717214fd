import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Cheap tests first: a run ends with the first that fails. The others are slow to load, or try many random values. */
const last = [
  'postconf-cases',
  'test/postconf/',
  'test/syntax/value.test',
  'test/syntax/round-trip',
  'test/config/expand-places',
  'test/mutation/serve',
]

class CheapFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => last.findIndex(part => moduleId.includes(part))
    return [...files].sort((a, b) => rank(a) - rank(b) || (a.moduleId < b.moduleId ? 1 : -1))
  }
}

const forgetful = fileURLToPath(new URL('test/mutation/remembered.ts', import.meta.url))

/** The tests that are to notice a change of `src/syntax` and of what `resolve` is made of: all quick, none heavy. */
export default defineConfig({
  plugins: [
    {
      name: 'memories that can be made to forget',
      enforce: 'pre',
      resolveId: (source, importer) =>
        /(?:\/text|^\.)\/remembered\.js$/.test(source) && importer !== forgetful ? forgetful : undefined,
    },
  ],
  test: {
    setupFiles: ['test/mutation/watch.ts'],
    include: ['test/syntax/*.test.ts', 'test/config/*.test.ts', 'test/postconf/re*.test.ts', 'test/mutation/serve.ts'],
    // The first tests the grammar's definition; the others need all rules, or read what is not changed.
    exclude: [
      'test/syntax/grammar-definition.test.ts',
      // It counts what is asked of a catalogue, which is shared where modules are loaded once.
      'test/config/resolve-lazy.test.ts',
      'test/config/{accounts,command-line,inet-endpoint,restrictions}.test.ts',
      'test/config/{transport-specs,value-readings}.test.ts',
    ],
    sequence: { sequencer: CheapFirst },
    // Modules are loaded once for all files: that is most of the time of a run.
    isolate: false,
    // Properties are tried this often, on the same values each time, and long texts are no longer than this.
    env: { POSTFIX_LINT_RUNS: '60' },
    testTimeout: 30_000,
  },
})
