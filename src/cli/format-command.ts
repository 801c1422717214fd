import { createProject, type Project } from '../config/project.js'
import { format } from '../format/format.js'
import { sameMeaning } from '../format/same-meaning.js'
import { encode } from '../host/decode.js'
import { replaceFile } from '../host/write.js'
import { resolveVersion } from '../lint/lint.js'
import { visible } from '../report/terminal-text.js'
import { parseMainCf } from '../syntax/main-cf.js'
import { parseMasterCf } from '../syntax/master-cf.js'
import type { ConfigFile } from '../syntax/nodes.js'
import type { FormatArguments } from './arguments.js'
import { createJudge, type Judge } from './judgement.js'
import { standardError, standardOutput } from './output.js'
import { type ReadFile, type ReadTarget, readTarget, shownFiles } from './read-target.js'
import { readStandardInput } from './standard-input.js'
import { findTargets } from './targets.js'
import { createFindSettings } from './user-config.js'

/** A file with its text in the style of `docs/formatting.md`. */
interface Formatted {
  readonly file: ReadFile
  readonly text: string
}

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
    all.push(...(await formatTarget(target, judge)))
  }
  if (args.stdin) await add(await readStandardInput(args))
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

async function formatTarget(target: ReadTarget, judge: Judge): Promise<readonly Formatted[]> {
  const shown = shownFiles(target)
  if (shown.length === 0) return []
  const { main, master } = target
  const { options } = await judge(target.directory)
  const project = createProject({
    target: { version: resolveVersion(options.postfixVersion), profile: options.profile ?? 'upstream' },
    ...(main && { main: main.source }),
    ...(master && { master: master.source }),
  })
  return shown.map(file => {
    const tree = file === main ? project.main : project.master
    return { file, text: tree === undefined ? file.source.text : formatSafely(project, tree) }
  })
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
