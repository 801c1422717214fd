import { relative } from 'node:path'
import { Script } from 'node:vm'
import { inject, it, type RunnerTestCase, type RunnerTestFile, type RunnerTestSuite, TestRunner } from 'vitest'
import { forgetAll } from './remembered.js'
import { loadedFiles, stryker } from './watch.js'

/** What `stryker-runner.mjs` asks for. */
type Request =
  | { readonly kind: 'dry run' | 'end' }
  | { readonly kind: 'mutant'; readonly id: string; readonly testIds?: readonly string[] }

interface Outcome {
  readonly id: string
  /** In milliseconds. */
  readonly time: number
  readonly failure?: string
}

declare global {
  /** The test that is to be called. */
  var callForMutation: () => unknown
}

const channelName = inject('mutation')
const channel = channelName === undefined ? undefined : new BroadcastChannel(channelName)
const tests = new Map<string, RunnerTestCase[]>()
const timeOf = new Map<string, number>()

/** A test is stopped when it takes this much longer than without a mutant, in milliseconds. */
const patience = 20_000
const callNow = new Script('callForMutation()')

/** Calls a test; code that never comes back is stopped. */
async function call(test: RunnerTestCase, timeout: number): Promise<void> {
  globalThis.callForMutation = () => TestRunner.getTestFn(test)()
  await callNow.runInThisContext({ timeout })
}

async function runTest(id: string, timeout: number): Promise<Outcome> {
  channel?.postMessage({ running: id })
  const begin = performance.now()
  forgetAll()
  try {
    for (const test of tests.get(id) ?? []) await call(test, timeout)
    return { id, time: performance.now() - begin }
  } catch (error) {
    return { id, time: performance.now() - begin, failure: String(error instanceof Error ? error.message : error) }
  } finally {
    forgetAll()
  }
}

/** Runs all tests, and notes which mutants each of them reaches. */
async function dryRun(): Promise<object> {
  const outcomes: Outcome[] = []
  for (const id of tests.keys()) {
    stryker.currentTestId = id
    const outcome = await runTest(id, 10 * patience)
    stryker.currentTestId = undefined
    timeOf.set(id, outcome.time)
    outcomes.push(outcome)
  }
  return { tests: outcomes, mutantCoverage: stryker.mutantCoverage }
}

/** How often a test may reach a mutant before it is taken for a loop without end. */
function limit(mutant: string, id: string): number {
  return 10_000 + 100 * (stryker.mutantCoverage?.perTest[id]?.[mutant] ?? 0)
}

/** Runs tests with a mutant, until one fails; the cheapest first. */
async function mutantRun(mutant: string, testIds: readonly string[]): Promise<object> {
  // After a process has been replaced.
  if (timeOf.size === 0) await dryRun()
  const outcomes: Outcome[] = []
  const time = (id: string) => timeOf.get(id) ?? 0
  let stopped = false
  for (const id of [...testIds].sort((a, b) => time(a) - time(b))) {
    const hitLimit = limit(mutant, id)
    Object.assign(stryker, { activeMutant: mutant, hitCount: 0, hitLimit })
    const timeout = Math.ceil(patience + 10 * time(id))
    const outcome = await runTest(id, timeout)
    stopped = (stryker.hitCount ?? 0) > hitLimit || outcome.time >= timeout
    outcomes.push(outcome)
    if (outcome.failure !== undefined || stopped) break
  }
  Object.assign(stryker, { activeMutant: undefined, hitCount: undefined, hitLimit: undefined })
  const last = outcomes.at(-1)
  // A test that fails without the mutant too says nothing about it.
  const spoilt = last?.failure !== undefined && (await runTest(last.id, 10 * patience)).failure !== undefined
  return { tests: outcomes, endless: stopped, spoilt }
}

function collect(suite: RunnerTestFile | RunnerTestSuite, names: readonly string[], path: string): void {
  for (const task of suite.tasks) {
    if (task.mode !== 'run') continue
    if (task.type === 'suite') {
      collect(task, [...names, task.name], path)
      continue
    }
    const id = `${path}#${[...names, task.name].join(' ')}`
    tests.set(id, [...(tests.get(id) ?? []), task])
  }
}

it('runs tests again when asked', { timeout: 0 }, async ({ task }) => {
  if (channel === undefined) return
  for (const file of loadedFiles) {
    if (file !== task.file) collect(file, [], relative(process.cwd(), file.filepath))
  }
  await new Promise<void>(resolve => {
    channel.onmessage = async ({ data }: { readonly data: Request }) => {
      if (data.kind === 'end') return resolve()
      const answer = data.kind === 'mutant' ? mutantRun(data.id, data.testIds ?? [...tests.keys()]) : dryRun()
      channel.postMessage(await answer.catch(error => ({ ended: String(error) })))
    }
    channel.postMessage({ ready: true })
  })
  channel.close()
})
