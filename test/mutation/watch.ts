import { beforeAll, beforeEach, type RunnerTestFile } from 'vitest'

/** What changed code asks: which change is made, and how often the place has been reached. */
interface Stryker {
  activeMutant?: string | undefined
  currentTestId?: string | undefined
  hitCount?: number | undefined
  hitLimit?: number | undefined
  mutantCoverage?: {
    readonly static: Readonly<Record<string, number>>
    /** By test and mutant, how often. */
    readonly perTest: Readonly<Record<string, Readonly<Record<string, number>>>>
  }
}

declare module 'vitest' {
  interface ProvidedContext {
    /** The name of the channel on which `stryker-runner.mjs` asks. */
    mutation: string | undefined
  }
}

declare global {
  var __stryker__: Stryker | undefined
  var filesForMutation: RunnerTestFile[] | undefined
}

globalThis.__stryker__ ??= {}
export const stryker: Stryker = globalThis.__stryker__

/** The files of tests that are loaded. */
globalThis.filesForMutation ??= []
export const loadedFiles: RunnerTestFile[] = globalThis.filesForMutation

// biome-ignore lint/correctness/noEmptyPattern: Vitest accepts no other first parameter.
beforeAll(({}, suite) => {
  loadedFiles.push(suite.file)
})
// Without it the places that tests reach would count as reached by loading.
beforeEach(() => {
  stryker.currentTestId = 'first run'
  return () => {
    stryker.currentTestId = undefined
  }
})
