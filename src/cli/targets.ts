import { existsSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { UsageError } from './usage-error.js'

/** Where Postfix looks for its configuration unless it is told otherwise. */
const systemDirectory = '/etc/postfix'

/** The two files of a Postfix configuration. */
export type FileKind = 'main' | 'master'

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
}

/** A path that is nothing to lint, and why. */
export interface BadPath {
  readonly file: string
  readonly message: string
}

/** The configurations that the given paths name, each once. @throws UsageError when there is nothing to lint at all */
export function findTargets(paths: readonly string[]): {
  readonly targets: readonly Target[]
  readonly bad: readonly BadPath[]
} {
  const bad: BadPath[] = []
  const targets = new Map<string, Target>()
  for (const path of paths.length > 0 ? paths : [defaultDirectory()]) {
    const found = targetAt(path)
    if ('message' in found) bad.push(found)
    else {
      const key = resolve(found.directory)
      targets.set(key, merge(targets.get(key), found))
    }
  }
  return { targets: [...targets.values()], bad }
}

function defaultDirectory(): string {
  if (existsSync('main.cf') || existsSync('master.cf')) return '.'
  if (existsSync(join(systemDirectory, 'main.cf')) || existsSync(join(systemDirectory, 'master.cf')))
    return systemDirectory
  throw new UsageError(
    `there is no \`main.cf\` or \`master.cf\` here, nor in \`${systemDirectory}\`: name a file or directory, as in \`postfix-lint DIRECTORY\``,
  )
}

function targetAt(path: string): Target | BadPath {
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
  }
}

/** A file by its name, with the other file of its directory. */
export function fileTarget(path: string, withSibling: boolean): Target | BadPath {
  const kind = kindOf(path)
  if (kind === undefined) {
    return {
      file: path,
      message: existsSync(path)
        ? 'has neither `main` nor `master` in its name; say what it is: `postfix-lint --stdin --stdin-filename main.cf < FILE`'
        : 'does not exist',
    }
  }
  const directory = dirname(path)
  const target = { directory, [kind]: { name: path, shown: true } }
  const other = kind === 'main' ? 'master' : 'main'
  const sibling = basename(path) === path && directory === '.' ? `${other}.cf` : join(directory, `${other}.cf`)
  return withSibling && existsSync(sibling) ? { ...target, [other]: { name: sibling, shown: false } } : target
}

/** Which of the two a file is, by its name: `main.cf`, `main.cf.j2`, `debian-master.cf` ... */
export function kindOf(path: string): FileKind | undefined {
  const name = basename(path).toLowerCase()
  const main = name.lastIndexOf('main')
  const master = name.lastIndexOf('master')
  if (main < 0 && master < 0) return undefined
  return main > master ? 'main' : 'master'
}

function merge(before: Target | undefined, found: Target): Target {
  if (before === undefined) return found
  const both = (kind: FileKind): TargetFile | undefined => {
    const [a, b] = [before[kind], found[kind]]
    return a?.shown ? a : (b ?? a)
  }
  const main = both('main')
  const master = both('master')
  return { directory: before.directory, ...(main && { main }), ...(master && { master }) }
}

/** True for the configuration that the Postfix of this machine itself runs with. */
export function isSystemDirectory(directory: string): boolean {
  try {
    return realpathSync(directory) === realpathSync(systemDirectory)
  } catch {
    return false
  }
}
