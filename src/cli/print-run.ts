import { encode } from '../host/decode.js'
import { summarize } from '../lint/diagnostic.js'
import { jsonText, toJsonReport, type UnreadFile } from '../report/json.js'
import { prettyReport } from '../report/pretty.js'
import { summaryLine } from '../report/summary.js'
import { visible } from '../report/terminal-text.js'
import type { LintArguments } from './arguments.js'
import type { Outcome } from './lint-command.js'
import { paletteFor, widthOf } from './terminal.js'

/** Prints what a run found: findings, a diff, or a fixed standard input; what could not be read goes to standard error. */
export async function printRun(
  args: LintArguments,
  outcomes: readonly Outcome[],
  unread: readonly UnreadFile[],
): Promise<void> {
  for (const { file, message } of unread) process.stderr.write(`postfix-lint: ${visible(file)} ${visible(message)}\n`)
  if (args.format === 'json') printJson(args, outcomes, unread)
  else if (args.dryRun) await printDiff(outcomes)
  else if (args.stdin && args.fix !== 'none') printFixed(args, outcomes)
  else printFindings(args, outcomes, process.stdout)
}

function shown(args: LintArguments, { diagnostics }: Outcome) {
  return args.quiet ? diagnostics.filter(diagnostic => diagnostic.severity === 'error') : diagnostics
}

function allSources(outcomes: readonly Outcome[]) {
  return new Map(outcomes.flatMap(outcome => [...outcome.sources]))
}

function printJson(args: LintArguments, outcomes: readonly Outcome[], unread: readonly UnreadFile[]): void {
  const [first] = outcomes
  const report = toJsonReport(
    outcomes.flatMap(outcome => shown(args, outcome)),
    allSources(outcomes),
    {
      ...summarize(outcomes.flatMap(outcome => outcome.diagnostics)),
      files: countFiles(outcomes),
      fixed: outcomes.reduce((sum, outcome) => sum + outcome.fixed, 0),
      postfixVersion: first?.version ?? '',
      unread,
    },
  )
  process.stdout.write(jsonText(report))
}

function printFindings(args: LintArguments, outcomes: readonly Outcome[], stream: NodeJS.WriteStream): void {
  const [first] = outcomes
  if (first === undefined) return
  const palette = paletteFor(stream, args.color)
  const found = outcomes.flatMap(outcome => shown(args, outcome))
  const all = outcomes.flatMap(outcome => outcome.diagnostics)
  const fixed = outcomes.reduce((sum, outcome) => sum + outcome.fixed, 0)
  const facts = { files: countFiles(outcomes), fixed, version: first.version }
  const report = prettyReport(found, allSources(outcomes), { palette, width: widthOf(stream) })
  stream.write(`${report}${summaryLine(all, facts, palette)}\n`)
}

function countFiles(outcomes: readonly Outcome[]): number {
  return outcomes.reduce((sum, outcome) => sum + outcome.files.length, 0)
}

async function printDiff(outcomes: readonly Outcome[]): Promise<void> {
  const { unifiedDiff } = await import('./print-diff.js')
  for (const { files, changed } of outcomes) {
    for (const { name, source, decoded } of files) {
      const text = changed.get(name)
      if (text === undefined) continue
      const patch = unifiedDiff(name, source.text, text)
      // A terminal gets nothing it could obey; a pipe gets the file's own bytes, for patch(1).
      const printed = process.stdout.isTTY
        ? patch.split('\n').map(visible).join('\n')
        : (encode(patch, decoded.encoding) ?? patch)
      process.stdout.write(printed)
    }
  }
}

/** The fixed text goes to standard output, so that an editor can take it; what is left to say goes to standard error. */
function printFixed(args: LintArguments, outcomes: readonly Outcome[]): void {
  for (const { files, changed } of outcomes) {
    for (const { name, source, decoded } of files) {
      const text = changed.get(name) ?? source.text
      process.stdout.write(encode(text, decoded.encoding) ?? text)
    }
  }
  printFindings(args, outcomes, process.stderr)
}
