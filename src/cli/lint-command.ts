import { type Fixed, fixUntilStable } from '../edit/fix-loop.js'
import { encode } from '../host/decode.js'
import type { Diagnostic } from '../lint/diagnostic.js'
import { lint } from '../lint/lint.js'
import type { UnreadFile } from '../report/json.js'
import { visible } from '../report/terminal-text.js'
import type { Safety } from '../rules/define.js'
import type { SourceText } from '../text/source-text.js'
import type { LintArguments } from './arguments.js'
import { createJudge, type Judgement } from './judgement.js'
import { printDiff, printFixed } from './print-changes.js'
import { type ReadFile, type ReadTarget, readTarget, shownFiles } from './read-target.js'
import { openReports } from './reports.js'
import { readStandardInput } from './standard-input.js'
import { createTally } from './tally.js'
import { findTargets } from './targets.js'
import { UsageError } from './usage-error.js'

/** What became of one configuration. */
export interface Outcome {
  /** Findings of the files that were named. */
  readonly diagnostics: readonly Diagnostic[]
  readonly sources: ReadonlyMap<string, SourceText>
  readonly files: readonly ReadFile[]
  readonly unread: readonly UnreadFile[]
  readonly fixed: number
  /** Texts after fixing, of files that changed. */
  readonly changed: ReadonlyMap<string, string>
  readonly maxWarnings: number
  /** The Postfix release it was judged as; none where nothing could be read. */
  readonly version?: string
}

/** Lints what the command line names, prints it, and says the exit status. @throws UsageError */
export async function lintCommand(args: LintArguments): Promise<number> {
  const printsText = args.dryRun || (args.stdin && args.fix !== 'none')
  const printed = args.reports.find(({ file }) => file === undefined)
  if (printsText && printed !== undefined && printed.format !== 'pretty') {
    throw new UsageError(
      `a diff or a fixed file is printed instead of findings: leave \`--format ${printed.format}\` out`,
    )
  }
  const reports = await openReports(args, printsText ? process.stderr : process.stdout)
  const tally = createTally()
  for await (const outcome of outcomesOf(args)) {
    for (const { file, message } of outcome.unread) {
      process.stderr.write(`postfix-lint: ${visible(file)} ${visible(message)}\n`)
    }
    tally.add(outcome)
    if (args.dryRun) await printDiff(outcome)
    else if (printsText) printFixed(outcome)
    if (args.dryRun) continue
    const { diagnostics, sources, files } = outcome
    const shown = args.quiet ? diagnostics.filter(({ severity }) => severity === 'error') : diagnostics
    reports.add({ diagnostics: shown, sources, files: files.map(({ name }) => name) })
  }
  if (!args.dryRun) reports.end(tally.totals())
  return tally.status(args)
}

async function* outcomesOf(args: LintArguments): AsyncIterable<Outcome> {
  const judgementFor = createJudge(args)
  const judge = async (target: ReadTarget): Promise<Outcome> => {
    if (shownFiles(target).length === 0) return nothingRead(target.unread)
    const outcome = run(target, args, await judgementFor(target.directory))
    if (args.fix === 'none' || args.dryRun || args.stdin) return outcome
    return { ...outcome, unread: [...outcome.unread, ...(await write(outcome))] }
  }
  if (args.stdin) {
    yield judge(await readStandardInput(args))
    return
  }
  const { targets, bad } = findTargets(args.paths)
  if (bad.length > 0) yield nothingRead(bad)
  for (const target of targets) yield judge(readTarget(target))
}

function nothingRead(unread: readonly UnreadFile[]): Outcome {
  return { diagnostics: [], sources: new Map(), files: [], unread, fixed: 0, changed: new Map(), maxWarnings: 0 }
}

const allowedBy: Readonly<Record<'safe' | 'unsafe', ReadonlySet<Safety>>> = {
  safe: new Set(['safe']),
  unsafe: new Set(['safe', 'unsafe']),
}

function run(target: ReadTarget, args: LintArguments, { options, maxWarnings }: Judgement): Outcome {
  const { main, master } = target
  const files = shownFiles(target)
  const names = new Set(files.map(file => file.name))
  const input = { ...(main && { main: main.source }), ...(master && { master: master.source }) }
  const fixing: Fixed | undefined =
    args.fix === 'none' ? undefined : fixUntilStable(input, options, allowedBy[args.fix], names)
  // A dry run changes nothing: what it says is about the files as they are.
  const result = fixing === undefined || args.dryRun ? lint(input, options) : fixing.result
  const changed = new Map(
    [...(fixing?.files ?? [])].filter(([name, text]) =>
      files.some(file => file.name === name && file.source.text !== text),
    ),
  )
  return {
    diagnostics: result.diagnostics.filter(diagnostic => names.has(diagnostic.at.file)),
    sources: result.project.sources,
    files,
    unread: target.unread,
    fixed: args.dryRun ? 0 : (fixing?.applied ?? 0),
    changed,
    maxWarnings,
    version: result.project.catalog.version,
  }
}

/** Writes what was fixed; gives the files that could not be written. */
async function write({ files, changed }: Outcome): Promise<readonly UnreadFile[]> {
  const failed: UnreadFile[] = []
  for (const { name, decoded } of files) {
    const text = changed.get(name)
    if (text === undefined) continue
    const { replaceFile } = await import('../host/write.js')
    const before = encode(decoded.text, decoded.encoding)
    const after = encode(text, decoded.encoding)
    const message =
      before === undefined || after === undefined
        ? 'is not valid UTF-8, and a fix has letters that cannot be written into it: not changed'
        : replaceFile(name, before, after)
    if (message !== undefined) failed.push({ file: name, message })
  }
  return failed
}
