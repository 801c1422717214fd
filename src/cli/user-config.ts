import { readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { ProfileName } from '../catalog/types.js'
import { isMissing, systemMessage } from '../host/read.js'
import type { SeveritySetting } from '../lint/severities.js'
import type { Preset } from '../rules/define.js'
import { rules } from '../rules/index.js'
import { lazily } from '../text/lazily.js'
import type { LintArguments } from './arguments.js'
import { configName, packageKey, packageName } from './settings-names.js'
import { UsageError } from './usage-error.js'

/** Settings of postfix-lint, as `schemas/config.schema.json` describes them. */
export interface UserConfig {
  readonly $schema?: string | undefined
  readonly preset?: Preset | undefined
  readonly rules?: Readonly<Record<string, SeveritySetting>> | undefined
  readonly postfixVersion?: string | undefined
  readonly profile?: ProfileName | undefined
  /** Relative to the file it is written in; `false`: look at no host. */
  readonly root?: string | false | undefined
  readonly maxWarnings?: number | undefined
  /** Files, relative to the one they are written in, or names of policies that come with postfix-lint. */
  readonly policies?: readonly string[] | undefined
  /** Modules with more rules: files, relative to the one they are written in, or packages. */
  readonly plugins?: readonly string[] | undefined
  /** Patterns as in .gitignore, relative to the file they are written in. */
  readonly ignore?: readonly string[] | undefined
}

/** Settings with the file they came from. */
export interface LoadedConfig {
  readonly file: string
  readonly settings: UserConfig
}

async function loadConfig(file: string): Promise<LoadedConfig> {
  const text = readIfThere(file)
  if (text === undefined) throw new UsageError(`settings file ${file} does not exist`)
  return check(file, text, file.endsWith(packageName) ? packageKey : undefined)
}

/** Finds the settings that hold in a directory. @throws UsageError when they are wrong */
export type FindSettings = (directory: string) => Promise<LoadedConfig | undefined>

/** The settings that the command line names, none at all, or those nearest to a directory, looking upward from it. */
export function createFindSettings({ config, noConfig }: Pick<LintArguments, 'config' | 'noConfig'>): FindSettings {
  if (config !== undefined) {
    const named = lazily(() => loadConfig(config))
    return named
  }
  if (noConfig) return async () => undefined
  const known = new Map<string, Promise<LoadedConfig | undefined>>()
  const find = (folder: string): Promise<LoadedConfig | undefined> => {
    const before = known.get(folder)
    if (before !== undefined) return before
    const found = configIn(folder).then(own => own ?? (dirname(folder) === folder ? undefined : find(dirname(folder))))
    known.set(folder, found)
    return found
  }
  return directory => find(resolve(directory))
}

async function configIn(folder: string): Promise<LoadedConfig | undefined> {
  const own = join(folder, configName)
  const text = readIfThere(own)
  if (text !== undefined) return check(own, text, undefined)
  const manifest = join(folder, packageName)
  const manifestText = readIfThere(manifest)
  // Only a package.json that has the key is parsed: others are not ours to judge.
  if (manifestText?.includes(`"${packageKey}"`) !== true) return undefined
  const { hasKey } = await import('./check-config.js')
  return hasKey(manifestText, packageKey) ? check(manifest, manifestText, packageKey) : undefined
}

async function check(file: string, text: string, key: string | undefined): Promise<LoadedConfig> {
  // The checker is loaded only when there is something to check.
  const { checkConfig } = await import('./check-config.js')
  return {
    file,
    settings: checkConfig(
      file,
      text,
      key,
      rules.map(rule => rule.id),
    ),
  }
}

function readIfThere(file: string): string | undefined {
  try {
    // Most folders have none, and an exception costs many times what the question does.
    if (statSync(file, { throwIfNoEntry: false }) === undefined) return undefined
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (isMissing(error)) return undefined
    throw new UsageError(`settings file ${file} ${systemMessage(error)}`)
  }
}
