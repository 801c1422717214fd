import type { LintArguments } from './arguments.js'
import type { CacheRequest, OutcomeCache } from './cache.js'
import { createJudge, type Judge, type Judgement } from './judgement.js'
import { nothingRead, type Outcome, outcomeOf } from './outcome.js'
import { type ReadTarget, readTarget, shownFiles } from './read-target.js'
import { mayHaveTables, namesTables } from './table-need.js'
import type { TargetTables } from './tables.js'
import type { Target } from './targets.js'
import type { FindSettings } from './user-config.js'

/** Configurations that one thread is given at a time. */
const batchSize = 32

/** From so many configurations on, the work pays for the start of other threads. */
const worthThreads = 8 * batchSize

/** Judges a configuration that was read. */
export async function judgeTarget(target: ReadTarget, args: LintArguments, judge: Judge): Promise<Outcome> {
  if (shownFiles(target).length === 0 && !namesTables(target)) return nothingRead(target.unread)
  const judgement = await judge(target.directory)
  const cached = await cacheFor(target, args, judgement)
  const known = cached?.cache.find(cached.request)
  if (known !== undefined) return known
  const tables = await tablesOf(target, args, judgement)
  const outcome = outcomeOf(target, args, judgement, tables)
  cached?.cache.keep(cached.request, outcome, tables?.asked())
  if (args.fix === 'none' || args.dryRun || args.stdin) return outcome
  const { writeFixes } = await import('./write-fixes.js')
  return { ...outcome, unread: [...outcome.unread, ...writeFixes(outcome)] }
}

/** The cache, where one is wanted and an outcome depends on nothing but what can be compared. */
async function cacheFor(target: ReadTarget, args: LintArguments, { fingerprint }: Judgement) {
  const { cache: wanted, fix, stdin, noTables } = args
  if (wanted === undefined || fix !== 'none' || stdin || fingerprint === undefined || namesTables(target)) {
    return undefined
  }
  const { buildOf, defaultCacheLocation, openCache } = await import('./cache.js')
  const location = wanted.location ?? defaultCacheLocation()
  const cache = caches.get(location) ?? openCache(location, buildOf(__dirname))
  caches.set(location, cache)
  return { cache, request: { target, judgement: fingerprint, noTables } satisfies CacheRequest }
}

const caches = new Map<string, OutcomeCache>()

/** Reads the tables of a configuration, if there can be any: else nothing that has to do with them is loaded. */
async function tablesOf(
  target: ReadTarget,
  { noTables }: LintArguments,
  { root }: Judgement,
): Promise<TargetTables | undefined> {
  if (noTables || !mayHaveTables(target, root)) return undefined
  const { openTables } = await import('./tables.js')
  return openTables(target, root)
}

/** Judges configurations, in several threads if there are many; what became of them comes in their order. */
export async function* lintTargets(
  args: LintArguments,
  targets: readonly Target[],
  find: FindSettings,
): AsyncIterable<Outcome> {
  const { jobs, fix } = args
  // Fixing waits for the disk, not for the processor.
  if (jobs !== 1 && fix === 'none' && targets.length >= (jobs === undefined ? worthThreads : 2)) {
    const { lintInThreads } = await import('./lint-pool.js')
    yield* lintInThreads(args, batches(targets, jobs))
    return
  }
  const judge = createJudge(args, find)
  for (const target of targets) yield judgeTarget(readTarget(target), args, judge)
}

function* batches(targets: readonly Target[], jobs: number | undefined): Iterable<readonly Target[]> {
  const size = jobs === undefined ? batchSize : Math.min(batchSize, Math.ceil(targets.length / jobs))
  for (let at = 0; at < targets.length; at += size) yield targets.slice(at, at + size)
}
