import { createProject, type Project } from '../config/project.js'
import type { Table } from '../config/tables.js'
import { format } from '../format/format.js'
import { sameMeaning } from '../format/same-meaning.js'
import { sameTable } from '../format/same-table.js'
import { formatTable } from '../format/table.js'
import { encode } from '../host/decode.js'
import { replaceFile } from '../host/write.js'
import { resolveVersion } from '../lint/lint.js'
import { visible } from '../report/visible.js'
import { parseMainCf } from '../syntax/main-cf.js'
import { parseMasterCf } from '../syntax/master-cf.js'
import type { ConfigFile } from '../syntax/nodes.js'
import { SourceText } from '../text/source-text.js'
import type { FormatArguments } from './arguments.js'
import { createJudge, type Judge } from './judgement.js'
import { standardError, standardOutput } from './output.js'
import { type ReadFile, type ReadTarget, readTarget, shownFiles } from './read-target.js'
import { readStandardInput } from './standard-input.js'
import { openTables, type TargetTables } from './tables.js'
import { findTargets } from './targets.js'
import { createFindSettings } from './user-config.js'

/** A file with its text in the style of `docs/formatting.md`. */
interface Formatted {
  readonly file: ReadFile
  readonly text: string
}

type Complain = (file: string, message: string) => void

/** Formats what the command line names, and says the exit status. @throws UsageError */
export async function formatCommand(args: FormatArguments): Promise<number> {
  let failed = false
  const complain = (file: string, message: string): void => {
    failed = true
    standardError.write(`postfix-lint: ${visible(file)} ${visible(message)}\n`)
  }
  const find = createFindSettings(args)
  const judge = createJudge(args, find)
  const all: Formatted[] = []
  const add = async (target: ReadTarget): Promise<void> => {
    for (const { file, message } of target.unread) complain(file, message)
    all.push(...(await formatTarget(target, judge, complain)))
  }
  if (args.stdin) await add(await readStandardInput({ ...args, takesTables: true }))
  else {
    const { targets, bad } = await findTargets(args.paths, args.recursive, find)
    for (const { file, message } of bad) complain(file, message)
    for (const target of targets) await add(readTarget(target))
  }
  const changed = all.filter(({ file, text }) => text !== file.source.text)
  if (args.diff) await printDiffs(changed)
  else if (args.check) for (const { file } of changed) standardOutput.write(`${visible(file.name)}\n`)
  else if (args.stdin) for (const { file, text } of all) standardOutput.write(bytesOf(file, text))
  else {
    for (const { file, text } of changed) {
      const message = replaceFile(file.name, bytesOf(file, file.source.text), bytesOf(file, text))
      if (message === undefined) standardOutput.write(`${visible(file.name)}\n`)
      else complain(file.name, message)
    }
  }
  if (failed) return 2
  return args.check && changed.length > 0 ? 1 : 0
}

async function formatTarget(target: ReadTarget, judge: Judge, complain: Complain): Promise<readonly Formatted[]> {
  const shown = shownFiles(target)
  // Only tables that the command line names: nobody who formats a directory means all that main.cf has ever named.
  const named = target.tables !== undefined && target.tables !== 'all'
  if (shown.length === 0 && !named) return []
  const { main, master } = target
  const { options } = await judge(target.directory)
  const tables = openTables(target, undefined)
  const project = createProject({
    target: { version: resolveVersion(options.postfixVersion), profile: options.profile ?? 'upstream' },
    ...(main && { main: main.source }),
    ...(master && { master: master.source }),
    ...(named && { tables: tables.loader }),
  })
  const found = shown.map(file => {
    const tree = file === main ? project.main : project.master
    return { file, text: tree === undefined ? file.source.text : formatSafely(project, tree) }
  })
  return named ? [...found, ...formatTables(project, tables, complain)] : found
}

/** The tables that the command line names. */
function formatTables(project: Project, tables: TargetTables, complain: Complain): readonly Formatted[] {
  const read = project.tables
  const files = tables.files().filter(({ name }) => tables.mayChange(name))
  for (const { file, message } of tables.unread()) complain(file, message)
  return files.flatMap(file => {
    const table = read.find(({ path, source }) => path !== undefined && source.name === file.name)
    return table === undefined ? [] : [{ file, text: formatTableSafely(table) }]
  })
}

function formatTableSafely(table: Table): string {
  const { source, syntax } = table
  const text = formatTable(table)
  if (sameTable(table, { source: new SourceText(source.name, text), syntax })) return text
  throw new Error(`formatting ${source.name} would change its meaning: it was left alone`)
}

/** What is written over a mail server's configuration is compared with what was there. */
function formatSafely(project: Project, file: ConfigFile): string {
  const text = format(project, file)
  const after = file.type === 'main-cf' ? parseMainCf(text) : parseMasterCf(text)
  if (sameMeaning(project, file, after)) return text
  throw new Error(`formatting ${file.source.name} would change its meaning: it was left alone`)
}

/** Formatting takes no letter away and adds none: what could be read can be written. */
function bytesOf({ decoded }: ReadFile, text: string): Uint8Array {
  return encode(text, decoded.encoding) ?? Buffer.from(text)
}

async function printDiffs(changed: readonly Formatted[]): Promise<void> {
  const { unifiedDiff } = await import('./print-diff.js')
  for (const { file, text } of changed) {
    const patch = unifiedDiff(file.name, file.source.text, text)
    standardOutput.write(standardOutput.isTTY ? patch.split('\n').map(visible).join('\n') : bytesOf(file, patch))
  }
}
