import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The source of one release of Postfix. Paths are relative to the folder that holds `src` and `conf`. */
export interface SourceTree {
  /** Every C file, `src/<folder>/<name>.c` or `.h`, in order. */
  readonly files: readonly string[]
  /** The text of a file; undefined when there is none. */
  read(path: string): string | undefined
}

const wanted = /^(?:src\/[^/]+\/[^/]+\.[ch]|conf\/(?:main|master)\.cf)$/

function treeOf(texts: ReadonlyMap<string, string>): SourceTree {
  return { files: [...texts.keys()].filter(path => path.startsWith('src/')).sort(), read: path => texts.get(path) }
}

/** A tree of texts that are at hand: for tests. */
export function textTree(texts: Readonly<Record<string, string>>): SourceTree {
  return treeOf(new Map(Object.entries(texts).filter(([path]) => wanted.test(path))))
}

/**
 * An unpacked release, or a checkout of the history (which has everything in a folder `postfix`).
 * @throws Error when it is neither
 */
export function folderTree(folder: string): SourceTree {
  const root = [folder, join(folder, 'postfix')].find(path => existsSync(join(path, 'src', 'global', 'mail_params.h')))
  if (root === undefined) throw new Error(`${folder} is no Postfix source: it has no src/global/mail_params.h`)
  const texts = new Map<string, string>()
  const add = (path: string): void => {
    // Latin-1 never fails; what is read here is ASCII.
    if (wanted.test(path)) texts.set(path, readFileSync(join(root, path), 'latin1'))
  }
  for (const name of ['main.cf', 'master.cf']) if (existsSync(join(root, 'conf', name))) add(`conf/${name}`)
  for (const part of readdirSync(join(root, 'src'), { withFileTypes: true })) {
    if (part.isDirectory())
      for (const name of readdirSync(join(root, 'src', part.name))) add(`src/${part.name}/${name}`)
  }
  return treeOf(texts)
}

/** Releases share most of their files. */
const blobs = new Map<string, string>()

/** A tag or commit of a git directory, without a work tree. */
export function gitTree(gitDirectory: string, tag: string): SourceTree {
  const git = (args: readonly string[], input?: string): string =>
    execFileSync('git', [`--git-dir=${gitDirectory}`, ...args], {
      encoding: 'latin1',
      input: input ?? '',
      maxBuffer: 1 << 30,
    })
  const idOf = new Map<string, string>()
  for (const line of git(['ls-tree', '-r', '--end-of-options', tag]).split('\n')) {
    const [, id, path] = /^\d+ blob ([0-9a-f]+)\t(?:postfix\/)?(.*)$/.exec(line) ?? []
    if (id !== undefined && path !== undefined && wanted.test(path)) idOf.set(path, id)
  }
  const missing = [...new Set(idOf.values())].filter(id => !blobs.has(id))
  const output = missing.length === 0 ? '' : git(['cat-file', '--batch'], `${missing.join('\n')}\n`)
  let at = 0
  for (const id of missing) {
    const headEnd = output.indexOf('\n', at)
    const size = Number(output.slice(at, headEnd).split(' ')[2])
    blobs.set(id, output.slice(headEnd + 1, headEnd + 1 + size))
    at = headEnd + size + 2
  }
  return treeOf(new Map([...idOf].map(([path, id]) => [path, blobs.get(id) ?? ''])))
}
