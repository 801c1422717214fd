import type { LintArguments } from './arguments.js'
import { lintCommand } from './lint-command.js'
import { standardError, standardOutput } from './output.js'

// What lints is loaded apart from what reads the command line, which other commands and `--version` do with. A thread
// of a pool loads this alone.

export { lintBatch } from './lint-batch.js'

/** Runs `postfix-lint [path ...]`, and says the exit status. @throws UsageError */
export async function runLint(args: LintArguments): Promise<number> {
  const status = await lintCommand(args)
  // To take its heap apart costs Node as much as a small lint: it ends at once when nothing waits to be written.
  if (standardOutput.isDone && standardError.isDone) process.exit(status)
  return status
}
