import { commonTokens, declareClassPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin'
import { DryRunStatus, MutantRunStatus, TestStatus, toMutantRunResult } from '@stryker-mutator/api/test-runner'
import { createVitest } from 'vitest/node'

/** Milliseconds that one test may take; `serve.ts` stops most that never end long before. */
const patience = 60_000

/**
 * Runs tests for Stryker. Its own runner for Vitest loads all modules anew for each mutant, which is nearly all of the
 * time of a run; here they are loaded once, and `serve.ts`, which is last, calls the tests again as it is asked.
 */
class LoadedOnceRunner {
  static inject = tokens(commonTokens.options, commonTokens.logger)

  /** @type {import('vitest/node').Vitest | undefined} */
  #vitest
  /** @type {BroadcastChannel | undefined} */
  #channel
  /** @type {((answer: object) => void) | undefined} */
  #waiting
  /** The test that is being run, and when that was said. */
  #running = ''
  #heard = 0

  constructor(options, log) {
    this.options = options
    this.log = log
  }

  capabilities() {
    // Never needed: with `ignoreStatic` a mutant acts only while tests run. Without this all would be loaded anew.
    return { reloadEnvironment: true }
  }

  async init() {
    const name = `mutation ${process.pid} ${Math.random()}`
    this.#channel = new BroadcastChannel(name)
    const ready = this.#next()
    this.#channel.onmessage = ({ data }) => {
      if (data.running === undefined) return this.#settle(data)
      this.#running = data.running
      this.#heard = Date.now()
    }
    this.#vitest = await createVitest('test', {
      config: this.options.vitest.configFile,
      pool: 'threads',
      maxWorkers: 1,
      watch: false,
      reporters: [{}],
      onConsoleLog: () => false,
    })
    this.#vitest.provide('mutation', name)
    this.#vitest.start().then(
      () => this.#settle({ ended: this.#faults() }),
      error => this.#settle({ ended: String(error?.stack ?? error) }),
    )
    const { ended } = await ready
    if (ended !== undefined) throw new Error(`The tests ended: ${ended}`)
  }

  async dryRun() {
    const { tests, mutantCoverage, ended } = await this.#ask({ kind: 'dry run' })
    if (ended !== undefined) return { status: DryRunStatus.Error, errorMessage: ended }
    return { status: DryRunStatus.Complete, tests: tests.map(asResult), mutantCoverage }
  }

  async mutantRun(options) {
    let answer = await this.#askAboutMutant(options)
    if (answer.spoilt) {
      // Something that an earlier mutant left behind. In a new process it is not there.
      this.log.info(`Loads all again for mutant ${options.activeMutant.id}`)
      await this.dispose()
      await this.init()
      answer = await this.#askAboutMutant(options)
    }
    if (answer.silent) {
      this.log.info(`No answer for mutant ${options.activeMutant.id} from ${this.#running}`)
      await this.dispose()
      await this.init()
      return { status: MutantRunStatus.Timeout, reason: `No answer from ${this.#running}` }
    }
    if (answer.ended !== undefined) throw new Error(`The tests ended: ${answer.ended}`)
    if (answer.endless) return { status: MutantRunStatus.Timeout, reason: answer.tests.at(-1).failure }
    return toMutantRunResult({ status: DryRunStatus.Complete, tests: answer.tests.map(asResult) })
  }

  async dispose() {
    this.#channel?.postMessage({ kind: 'end' })
    await this.#vitest?.close()
    this.#channel?.close()
  }

  #askAboutMutant({ activeMutant, testFilter }) {
    return this.#ask({ kind: 'mutant', id: activeMutant.id, testIds: testFilter })
  }

  #ask(request) {
    const answer = this.#next()
    this.#channel.postMessage(request)
    this.#heard = Date.now()
    const watch = setInterval(() => {
      if (Date.now() - this.#heard > patience) this.#settle({ silent: true })
    }, 1000)
    return answer.finally(() => clearInterval(watch))
  }

  #next() {
    return new Promise(resolve => {
      this.#waiting = resolve
    })
  }

  #settle(answer) {
    this.#waiting?.(answer)
    this.#waiting = undefined
  }

  #faults() {
    const { state } = this.#vitest
    const errors = [
      ...state.errorsSet,
      ...state.getFiles().flatMap(file => [file, ...file.tasks].flatMap(task => task.result?.errors ?? [])),
    ]
    return errors.map(error => String(error?.stack ?? error)).join('\n') || 'no reason given'
  }
}

function asResult({ id, time, failure }) {
  const result = { id, name: id.slice(id.indexOf('#') + 1), timeSpentMs: time }
  if (failure === undefined) return { ...result, status: TestStatus.Success }
  return { ...result, status: TestStatus.Failed, failureMessage: failure }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'loaded-once', LoadedOnceRunner)]
