import { type Fixed, fixUntilStable } from '../edit/fix-loop.js'
import { encode } from '../host/decode.js'
import type { Diagnostic } from '../lint/diagnostic.js'
import { lint } from '../lint/lint.js'
import type { UnreadFile } from '../report/json.js'
import type { Safety } from '../rules/define.js'
import type { SourceText } from '../text/source-text.js'
import type { LintArguments } from './arguments.js'
import { type Judgement, judgementFor } from './judgement.js'
import { printRun } from './print-run.js'
import { type ReadFile, type ReadTarget, readTarget, shownFiles } from './read-target.js'
import { readStandardInput } from './standard-input.js'
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
  readonly version: string
}

/** Lints what the command line names, prints it, and says the exit status. @throws UsageError */
export async function lintCommand(args: LintArguments): Promise<number> {
  if (args.format === 'json' && (args.dryRun || (args.stdin && args.fix !== 'none'))) {
    throw new UsageError('a diff or a fixed file is printed instead of findings: leave `--format json` out')
  }
  const unread: UnreadFile[] = []
  const outcomes: Outcome[] = []
  const judge = async (target: ReadTarget) => {
    unread.push(...target.unread)
    if (shownFiles(target).length > 0) outcomes.push(run(target, args, await judgementFor(args, target.directory)))
  }
  if (args.stdin) await judge(await readStandardInput(args))
  else {
    const { targets, bad } = findTargets(args.paths)
    unread.push(...bad)
    for (const target of targets) await judge(readTarget(target))
  }
  if (args.fix !== 'none' && !args.dryRun && !args.stdin)
    for (const outcome of outcomes) unread.push(...(await write(outcome)))
  await printRun(args, outcomes, unread)
  return statusOf(args, outcomes, unread)
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

function statusOf(args: LintArguments, outcomes: readonly Outcome[], unread: readonly UnreadFile[]): number {
  if (unread.length > 0) return 2
  if (args.exitZero) return 0
  const found = outcomes.some(({ diagnostics, maxWarnings }) => {
    const warnings = diagnostics.filter(diagnostic => diagnostic.severity === 'warning').length
    return warnings > maxWarnings || diagnostics.some(diagnostic => diagnostic.severity === 'error')
  })
  return found ? 1 : 0
}
