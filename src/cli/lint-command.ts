import { visible } from '../report/visible.js'
import type { LintArguments } from './arguments.js'
import type { Baseline } from './baseline.js'
import { createJudge } from './judgement.js'
import { judgeTarget, lintTargets } from './lint-targets.js'
import { nothingRead, type Outcome } from './outcome.js'
import { standardError, standardOutput } from './output.js'
import { printDiff, printFixed } from './print-changes.js'
import { createProgress } from './progress.js'
import { openReports } from './reports.js'
import { readStandardInput } from './standard-input.js'
import { createTally } from './tally.js'
import { type Found, findTargets, type Target } from './targets.js'
import { UsageError } from './usage-error.js'
import { createFindSettings, type FindSettings } from './user-config.js'

/** Lints what the command line names, once or after each change, and says the exit status. @throws UsageError */
export async function lintCommand(args: LintArguments): Promise<number> {
  if (!args.watch) return lintOnce(args)
  const { runOnChanges } = await import('./watch.js')
  return runOnChanges({
    run: () => lintOnce(args),
    async directories() {
      const { targets } = await wantedTargets(args, createFindSettings(args))
      return [...new Set(targets.map(({ directory }) => directory))]
    },
    written: [...args.reports.flatMap(({ file }) => file ?? []), ...(args.baseline ? [args.baseline.file] : [])],
  })
}

async function lintOnce(args: LintArguments): Promise<number> {
  const printsText = args.dryRun || (args.stdin && args.fix !== 'none')
  const printed = args.reports.find(({ file }) => file === undefined)
  if (printsText && printed !== undefined && printed.format !== 'pretty') {
    throw new UsageError(
      `a diff or a fixed file is printed instead of findings: leave \`--format ${printed.format}\` out`,
    )
  }
  const { total, outcomes } = await planOf(args)
  const reports = await openReports(args, printsText ? standardError : standardOutput)
  const tally = createTally()
  const baseline = await baselineOf(args)
  const progress = createProgress(total)
  for await (const judged of outcomes) {
    const outcome = baseline === undefined ? judged : { ...judged, diagnostics: baseline.newIn(judged) }
    progress.step()
    if (outcome.diagnostics.length > 0 || outcome.unread.length > 0) progress.clear()
    for (const { file, message } of outcome.unread) {
      standardError.write(`postfix-lint: ${visible(file)} ${visible(message)}\n`)
    }
    tally.add(outcome)
    if (args.dryRun) await printDiff(outcome)
    else if (printsText) printFixed(outcome)
    if (args.dryRun) continue
    const { diagnostics, sources, files } = outcome
    const shown = args.quiet ? diagnostics.filter(({ severity }) => severity === 'error') : diagnostics
    reports.add({ diagnostics: shown, sources, files })
  }
  progress.clear()
  if (args.baseline?.isNew) baseline?.write()
  if (!args.dryRun) reports.end(tally.totals())
  if (args.cache !== undefined) await pruneCacheOf(args.cache)
  return tally.status(args)
}

async function pruneCacheOf({ location }: NonNullable<LintArguments['cache']>): Promise<void> {
  const { defaultCacheLocation, pruneCache } = await import('./cache.js')
  pruneCache(location ?? defaultCacheLocation())
}

async function baselineOf({ baseline }: LintArguments): Promise<Baseline | undefined> {
  if (baseline === undefined) return undefined
  const { openBaseline } = await import('./baseline.js')
  return openBaseline(baseline.file, baseline.isNew)
}

/** What is to be done: how much it is, and what becomes of it, one after the other. */
async function planOf(
  args: LintArguments,
): Promise<{ readonly total: number; readonly outcomes: AsyncIterable<Outcome> }> {
  if (args.stdin) return { total: 1, outcomes: standardInput(args) }
  const find = createFindSettings(args)
  const { targets: all, bad } = await wantedTargets(args, find)
  const targets = args.changedSince === undefined ? all : await changedSince(all, args.changedSince)
  async function* inTurn() {
    if (bad.length > 0) yield nothingRead(bad)
    yield* lintTargets(args, targets, find)
  }
  return { total: targets.length, outcomes: inTurn() }
}

async function wantedTargets({ paths, affected, recursive }: LintArguments, find: FindSettings): Promise<Found> {
  if (!affected) return findTargets(paths, recursive, find)
  const { affectedTargets } = await import('./affected.js')
  return affectedTargets(paths, find)
}

async function changedSince(targets: readonly Target[], commit: string): Promise<readonly Target[]> {
  const { changedTargets } = await import('./changed-files.js')
  return changedTargets(targets, commit)
}

async function* standardInput(args: LintArguments): AsyncIterable<Outcome> {
  yield judgeTarget(await readStandardInput({ ...args, takesTables: true }), args, createJudge(args))
}
