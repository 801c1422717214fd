import { existsSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { type FileKind, kindOf, readConfigurationName, siblingNames } from './configuration-names.js'
import { UsageError } from './usage-error.js'
import type { FindSettings } from './user-config.js'

/** Where Postfix looks for its configuration unless it is told otherwise. */
const systemDirectory = '/etc/postfix'

/** One file of a target. */
export interface TargetFile {
  /** As it is reported: under the name the person gave. */
  readonly name: string
  /** False for the other file of the directory, which is read only for what it says about the named one. */
  readonly shown: boolean
}

/** One Postfix configuration to lint: the files of a directory. */
export interface Target {
  readonly directory: string
  readonly main?: TargetFile
  readonly master?: TargetFile
  /** Tables that findings are shown of: all that the files name, or those that the command line does. */
  readonly tables?: 'all' | readonly string[]
}

/** A path that is nothing to lint, and why. */
export interface BadPath {
  readonly file: string
  readonly message: string
}

/** What paths came to. */
export interface Found {
  readonly targets: readonly Target[]
  readonly bad: readonly BadPath[]
}

/**
 * The configurations that the given paths name, each once. A directory that is none is searched, and with `recursive`
 * every directory is.
 * @throws UsageError when there is nothing to lint at all
 */
export async function findTargets(paths: readonly string[], recursive: boolean, find: FindSettings): Promise<Found> {
  const bad: BadPath[] = []
  const targets = new Map<string, Target>()
  for (const path of paths.length > 0 ? paths : [defaultDirectory()]) {
    const found = await targetsOf(path, recursive, find)
    bad.push(...found.bad)
    for (const target of found.targets) {
      const key = keyOf(target)
      targets.set(key, merge(targets.get(key), target))
    }
  }
  return { targets: [...targets.values()], bad }
}

function keyOf({ directory, main, master }: Target): string {
  const shown = main?.shown ? main : (master ?? main)
  return `${resolve(directory)}\0${readConfigurationName(shown?.name ?? '')?.pair ?? ''}`
}

async function targetsOf(path: string, recursive: boolean, find: FindSettings): Promise<Found> {
  const exists = existsSync(path)
  if (!exists && /[*?[{]/.test(path)) {
    const { searchPattern } = await import('./search.js')
    return searchPattern(path, find)
  }
  const isSearched = exists && statSync(path).isDirectory()
  if (!recursive || !isSearched) {
    const found = targetAt(path)
    if (!('message' in found)) return { targets: [found], bad: [] }
    if (!isSearched) return { targets: [], bad: [found] }
  }
  const { searchFolder } = await import('./search.js')
  const { targets, bad } = await searchFolder(path, find)
  if (targets.length > 0 || bad.length > 0) return { targets, bad }
  return { targets, bad: [{ file: path, message: 'has no `main.cf` or `master.cf` in it or below it' }] }
}

/** The configuration that is meant when none is named. @throws UsageError */
export function defaultDirectory(): string {
  if (existsSync('main.cf') || existsSync('master.cf')) return '.'
  if (existsSync(join(systemDirectory, 'main.cf')) || existsSync(join(systemDirectory, 'master.cf')))
    return systemDirectory
  throw new UsageError(
    `there is no \`main.cf\` or \`master.cf\` here, nor in \`${systemDirectory}\`: name a file or directory, as in \`postfix-lint DIRECTORY\``,
  )
}

/** The configuration that one path names. */
export function targetAt(path: string): Target | BadPath {
  let isDirectory: boolean
  try {
    isDirectory = statSync(path).isDirectory()
  } catch {
    // Reading it will say better what is wrong.
    isDirectory = false
  }
  return isDirectory ? directoryTarget(path) : fileTarget(path, true)
}

function directoryTarget(path: string): Target | BadPath {
  const name = (file: string) => join(path, file)
  const files = { main: existsSync(name('main.cf')), master: existsSync(name('master.cf')) }
  if (!files.main && !files.master) return { file: path, message: 'has no `main.cf` or `master.cf` in it' }
  return {
    directory: path,
    ...(files.main && { main: { name: name('main.cf'), shown: true } }),
    ...(files.master && { master: { name: name('master.cf'), shown: true } }),
    tables: 'all',
  }
}

/** A file by its name, with the other file of its directory. */
export function fileTarget(path: string, withSibling: boolean): Target | BadPath {
  const kind = kindOf(path)
  if (kind === undefined) return existsSync(path) ? tableTarget(path) : { file: path, message: 'does not exist' }
  const target = { directory: dirname(path), [kind]: { name: path, shown: true } }
  return withSibling ? { ...target, ...siblingOf(path) } : target
}

/** Folders above a table that are searched for its main.cf. */
const foldersAbove = 2

/** A table, with the configuration that it may belong to. */
export function tableTarget(path: string): Target {
  let directory = dirname(path)
  for (let step = 0; step <= foldersAbove; step++) {
    if (existsSync(join(directory, 'main.cf'))) {
      const hidden = (name: string) => ({ name: join(directory, name), shown: false })
      const withMaster = existsSync(join(directory, 'master.cf'))
      return {
        directory,
        main: hidden('main.cf'),
        ...(withMaster && { master: hidden('master.cf') }),
        tables: [path],
      }
    }
    directory = join(directory, '..')
  }
  return { directory: dirname(path), tables: [path] }
}

/** The other file of a configuration, which is read only for what it says about the named one. */
function siblingOf(path: string): Partial<Pick<Target, FileKind>> {
  const name = siblingNames(path).find(other => existsSync(other))
  return name === undefined ? {} : { [kindOf(path) === 'main' ? 'master' : 'main']: { name, shown: false } }
}

/** The configurations among the files of a directory: `mx1-main.cf` belongs to `mx1-master.cf`. */
export function pairedTargets(directory: string, names: readonly string[]): readonly Target[] {
  const pairs = new Map<string, Target>()
  for (const name of names) {
    const known = readConfigurationName(name)
    if (known === undefined) continue
    const file = { name: join(directory, name), shown: true }
    pairs.set(known.pair, { directory, tables: 'all', ...pairs.get(known.pair), [known.kind]: file })
  }
  return [...pairs.values()].map(target => {
    const sole = target.main && target.master ? undefined : (target.main ?? target.master)
    return sole === undefined ? target : { ...siblingOf(sole.name), ...target }
  })
}

function merge(before: Target | undefined, found: Target): Target {
  if (before === undefined) return found
  const both = (kind: FileKind): TargetFile | undefined => {
    const [a, b] = [before[kind], found[kind]]
    return a?.shown ? a : (b ?? a)
  }
  const main = both('main')
  const master = both('master')
  const tables =
    before.tables === 'all' || found.tables === 'all' ? 'all' : [...(before.tables ?? []), ...(found.tables ?? [])]
  return { directory: before.directory, ...(main && { main }), ...(master && { master }), tables }
}

/** True for the configuration that the Postfix of this machine itself runs with. */
export function isSystemDirectory(directory: string): boolean {
  try {
    const { dev, ino } = statSync(directory, { bigint: true })
    const system = statSync(systemDirectory, { bigint: true })
    return system.dev === dev && system.ino === ino
  } catch {
    return false
  }
}
