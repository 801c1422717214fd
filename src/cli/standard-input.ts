import { dirname, resolve } from 'node:path'
import { judge } from '../host/read.js'
import { SourceText } from '../text/source-text.js'
import type { LintArguments } from './arguments.js'
import { kindOf } from './configuration-names.js'
import { splitPastedReport } from './pasted-report.js'
import { allBytes } from './read-standard-input.js'
import { type ReadTarget, readTarget } from './read-target.js'
import { fileTarget, tableTarget } from './targets.js'
import { UsageError } from './usage-error.js'

/** What standard input is. */
interface StandardInput extends Pick<LintArguments, 'stdinFilename' | 'paths'>, Partial<Pick<LintArguments, 'fix'>> {
  /** It can be a lookup table as well. */
  readonly takesTables?: boolean
}

/** Reads standard input as the file that `--stdin-filename` names. @throws UsageError */
export async function readStandardInput({
  stdinFilename,
  paths,
  fix = 'none',
  takesTables = false,
}: StandardInput): Promise<ReadTarget> {
  if (paths.length > 0) throw new UsageError('`--stdin` reads standard input: name no paths with it')
  const name = stdinFilename ?? 'main.cf'
  const isTable = kindOf(name) === undefined
  if (isTable && takesTables) return standardTable(name)
  const target = isTable ? { message: '' } : fileTarget(name, stdinFilename !== undefined)
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

/** A table: what it is for, a main.cf near it says, or its name. */
async function standardTable(name: string): Promise<ReadTarget> {
  const { directory, main, master, tables } = tableTarget(name)
  const result = judge(await allBytes())
  if ('problem' in result) return { directory: dirname(name), unread: [{ file: name, message: result.message }] }
  return {
    ...readTarget({ directory, ...(main && { main }), ...(master && { master }), ...(tables && { tables }) }),
    given: new Map([[resolve(name), result]]),
  }
}
