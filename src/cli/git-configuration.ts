import { execFileSync } from 'node:child_process'
import { posix, relative, resolve, sep } from 'node:path'
import { tablesFrom } from '../config/load-tables.js'
import type { TableLoader } from '../config/tables.js'
import { judge } from '../host/read.js'
import { localName, maximumTableSize } from '../host/tables.js'
import { SourceText } from '../text/source-text.js'
import { kindOf, siblingNames } from './configuration-names.js'
import type { ReadFile, ReadTarget } from './read-target.js'
import { UsageError } from './usage-error.js'

/** A file as git has it at a commit. */
interface GitFile {
  readonly path: string
  readonly object: string
}

/** A configuration as git has it, with the tables that lie in its directory. */
export interface GitConfiguration {
  readonly target: ReadTarget
  readonly tables: TableLoader
}

/**
 * Reads a configuration as it is at a commit: `HEAD~3:etc/postfix`. The path is relative to the current folder, as all
 * paths are. Only objects are read: no hook, filter or other program of a repository is run. @throws UsageError
 */
export function readFromGit(name: string): GitConfiguration {
  const colon = name.indexOf(':')
  const revision = name.slice(0, colon)
  const path = relative('.', resolve(name.slice(colon + 1)))
    .split(sep)
    .join('/')
  const commit = text(['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`], name).trim()
  const isFile = kindOf(path) !== undefined && filesAt(commit, [path], name).length > 0
  const wanted = isFile
    ? [path, ...siblingNames(path)]
    : ['main.cf', 'master.cf'].map(file => (path === '' ? file : `${path}/${file}`))
  const files = filesAt(commit, wanted, name)
  const read = (kind: 'main' | 'master'): ReadFile | undefined => {
    const file = wanted
      .flatMap(each => files.filter(found => found.path === each))
      .find(found => kindOf(found.path) === kind)
    return file && readObject(file, `${revision}:${file.path}`)
  }
  const main = read('main')
  const master = read('master')
  if (main === undefined && master === undefined)
    throw new UsageError(`${name} has no \`main.cf\` or \`master.cf\` in it`)
  const directory = isFile ? resolve(path, '..') : resolve(path)
  const folder = isFile ? posix.dirname(path) : path
  const tables = tablesFrom({
    read(wanted) {
      const local = localName(wanted, directory)
      const [file] = local === undefined ? [] : filesAt(commit, [posix.join(folder, local)], name)
      return file && tableIn(file, `${revision}:${file.path}`)
    },
  })
  return { target: { directory, ...(main && { main }), ...(master && { master }), unread: [] }, tables }
}

/** The files among some paths that a commit has; links lead elsewhere, and are none. */
function filesAt(commit: string, paths: readonly string[], name: string): readonly GitFile[] {
  const listed = text(['ls-tree', '-z', commit, '--', ...paths], name)
  return listed.split('\0').flatMap(line => {
    const [, object, path] = /^100\d+ blob ([0-9a-f]+)\t(.*)$/s.exec(line) ?? []
    return object === undefined || path === undefined ? [] : [{ path, object }]
  })
}

function readObject({ object }: GitFile, shown: string): ReadFile {
  const result = judge(git(['cat-file', 'blob', object], shown))
  if ('problem' in result) throw new UsageError(`${shown} ${result.message}`)
  return { name: shown, shown: true, decoded: result, source: new SourceText(shown, result.text) }
}

/** Undefined for what is no text, or too large: such a table is not compared. */
function tableIn({ object }: GitFile, shown: string): SourceText | undefined {
  const size = Number(text(['cat-file', '-s', object], shown))
  if (size > maximumTableSize) return undefined
  const result = judge(git(['cat-file', 'blob', object], shown), maximumTableSize)
  return 'problem' in result ? undefined : new SourceText(shown, result.text)
}

function text(args: readonly string[], name: string): string {
  return git(args, name).toString('utf8')
}

function git(args: readonly string[], name: string): Buffer {
  try {
    return execFileSync('git', [...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: maximumTableSize + 1,
      env: { ...process.env, GIT_LITERAL_PATHSPECS: '1', GIT_OPTIONAL_LOCKS: '0', GIT_NO_LAZY_FETCH: '1' },
    })
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim().split('\n')[0] : ''
    throw new UsageError(`\`${name}\` is no path, and git has no such thing${said === '' ? '' : `: ${said}`}`)
  }
}
