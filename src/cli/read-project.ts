import { createProject, type Project } from '../config/project.js'
import type { TableLoader } from '../config/tables.js'
import { resolveVersion } from '../lint/lint.js'
import type { JudgementArguments } from './arguments.js'
import { createJudge, type Judgement } from './judgement.js'
import { type ReadTarget, readTarget } from './read-target.js'
import { readStandardInput } from './standard-input.js'
import { defaultDirectory, targetAt } from './targets.js'
import { UsageError } from './usage-error.js'

/** Where one configuration is to be read from. */
export interface ConfigurationSource {
  /** Absent: the configuration that a lint would look at. */
  readonly path?: string
  readonly stdin?: boolean
  readonly stdinFilename?: string
}

/** The files of one configuration that is named on the command line. @throws UsageError */
export async function readConfiguration(source: ConfigurationSource): Promise<ReadTarget> {
  const { stdin, path, ...rest } = source
  if (stdin) return complete(await readStandardInput({ ...rest, paths: path === undefined ? [] : [path] }))
  const target = targetAt(path ?? defaultDirectory())
  if ('message' in target) throw new UsageError(`${target.file} ${target.message}`)
  return complete(readTarget(target))
}

/** One configuration as the settings for its directory say it is to be read. @throws UsageError */
export async function readProject(source: ConfigurationSource, args: JudgementArguments): Promise<Project> {
  const target = await readConfiguration(source)
  return projectOf(target, (await createJudge(args)(target.directory)).options)
}

/** Puts the files of a configuration together as a lint does. */
export function projectOf({ main, master }: ReadTarget, options: Judgement['options'], tables?: TableLoader): Project {
  return createProject({
    target: { version: resolveVersion(options.postfixVersion), profile: options.profile ?? 'upstream' },
    ...(main && { main: main.source }),
    ...(master && { master: master.source }),
    ...(options.facts && { facts: options.facts }),
    ...(options.host && { host: options.host }),
    ...(tables && { tables }),
    readsTemplates: true,
  })
}

function complete(target: ReadTarget): ReadTarget {
  const [unreadable] = target.unread
  if (unreadable !== undefined) throw new UsageError(`${unreadable.file} ${unreadable.message}`)
  return target
}
