import { dirname } from 'node:path'
import { judge } from '../host/read.js'
import { SourceText } from '../text/source-text.js'
import type { LintArguments } from './arguments.js'
import { splitPastedReport } from './pasted-report.js'
import { allBytes } from './read-standard-input.js'
import { type ReadTarget, readTarget } from './read-target.js'
import { fileTarget } from './targets.js'
import { UsageError } from './usage-error.js'

/** Reads standard input as the file that `--stdin-filename` names. @throws UsageError */
export async function readStandardInput({
  stdinFilename,
  paths,
  fix = 'none',
}: Pick<LintArguments, 'stdinFilename' | 'paths'> & Partial<Pick<LintArguments, 'fix'>>): Promise<ReadTarget> {
  if (paths.length > 0) throw new UsageError('`--stdin` reads standard input: name no paths with it')
  const name = stdinFilename ?? 'main.cf'
  const target = fileTarget(name, stdinFilename !== undefined)
  if ('message' in target) {
    throw new UsageError(`\`--stdin-filename ${name}\`: the name has to tell which of main.cf and master.cf it is`)
  }
  const kind = target.main?.shown ? 'main' : 'master'
  const other = kind === 'main' ? 'master' : 'main'
  const sibling = readTarget({ directory: target.directory, ...(target[other] && { [other]: target[other] }) })
  const result = judge(await allBytes())
  const pasted = stdinFilename === undefined && 'text' in result ? splitPastedReport(result.text) : undefined
  if (pasted !== undefined && 'text' in result) {
    if (fix !== 'none') throw new UsageError('what postconf prints cannot be fixed: name a file or a directory')
    const file = (half: string | undefined, name: string) =>
      half === undefined
        ? {}
        : { [name.slice(0, -3)]: { name, shown: true, decoded: result, source: new SourceText(name, half) } }
    return { directory: '.', ...file(pasted.main, 'main.cf'), ...file(pasted.master, 'master.cf'), unread: [] }
  }
  if ('problem' in result) return { directory: dirname(name), unread: [{ file: name, message: result.message }] }
  return { ...sibling, [kind]: { name, shown: true, decoded: result, source: new SourceText(name, result.text) } }
}
