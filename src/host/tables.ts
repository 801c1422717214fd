import { readdirSync, realpathSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import type { TableFiles } from '../config/load-tables.js'
import type { WantedTable } from '../config/tables.js'
import { lazily } from '../text/lazily.js'
import { SourceText } from '../text/source-text.js'
import type { Decoded } from './decode.js'
import { resolveBelow } from './node.js'
import { readTextFile } from './read.js'

/** Largest table that is read, in bytes: some millions of lines. */
export const maximumTableSize = 256 * 1024 * 1024

/** Where tables may be read from. */
export interface TablePlaces {
  /** The linted directory: it stands for the one that Postfix has its configuration in. */
  readonly directory: string
  /** The file system of the mail server, if it is to be looked at. */
  readonly root?: string
  /** Texts of files that are not read from disk, by absolute path. */
  readonly given?: ReadonlyMap<string, Decoded>
}

/** A table's file that was read. */
export interface ReadTable {
  readonly decoded: Decoded
  readonly source: SourceText
  /** It lies in the linted directory. */
  readonly inDirectory: boolean
}

/** A table by what the configuration calls it. */
export type NamedTable = Pick<WantedTable, 'path' | 'local'>

/** Reads tables from disk, and remembers which. */
export interface NodeTables extends TableFiles {
  read(wanted: NamedTable): SourceText | undefined
  /** Those that were read, by the name they are reported by. */
  readonly files: ReadonlyMap<string, ReadTable>
  /** Files that are there and were not read, and why. */
  readonly unread: ReadonlyMap<string, string>
}

/**
 * Reads tables that lie in the linted directory, or below the root if there is one, and no others: a symbolic link that
 * leads out of either is not followed.
 */
export function nodeTables({ directory, root, given }: TablePlaces): NodeTables {
  const files = new Map<string, ReadTable>()
  const home = lazily(() => realPath(directory))
  const names = lazily(() => namesIn(directory))
  const unread = new Map<string, string>()
  const read = (name: string, path: string, inDirectory: boolean): SourceText | undefined => {
    const known = files.get(name)
    if (known !== undefined) return known.source
    const decoded = given?.get(resolve(name)) ?? readTextFile(path, maximumTableSize)
    if ('problem' in decoded) {
      if (decoded.problem !== 'missing') unread.set(name, decoded.message)
      return undefined
    }
    const source = new SourceText(name, decoded.text)
    files.set(name, { decoded, source, inDirectory })
    return source
  }
  return {
    files,
    unread,
    read(wanted) {
      const local = localName(wanted, directory)
      const isGiven = local !== undefined && given?.has(resolve(directory, local)) === true
      if (local !== undefined && (isGiven || !isSurelyMissing(names(), local))) {
        const file = join(directory, local)
        const inside = isGiven ? file : insideOf(home(), file)
        const found = inside === undefined ? undefined : read(file, inside, true)
        if (found !== undefined) return found
      }
      if (root === undefined) return undefined
      const below = belowRoot(root, wanted.path)
      return below === undefined ? undefined : read(join(root, wanted.path), below, false)
    },
  }
}

/** The name of a file in the linted directory, of whatever stands for the one that Postfix has; undefined: it is elsewhere. */
export function localName({ path, local }: NamedTable, directory: string): string | undefined {
  if (local !== undefined) return local
  const own = relative(resolve(directory), path)
  return own === '' || own.startsWith('..') || own.startsWith('/') ? undefined : own
}

/** What lies in a directory, in small letters: some systems take these for the large ones. */
function namesIn(directory: string): ReadonlySet<string> | undefined {
  try {
    return new Set(readdirSync(directory).map(name => name.toLowerCase()))
  } catch {
    return undefined
  }
}

/** Most tables of a server are not beside its main.cf: one look into the directory tells, and to ask for each takes longer. */
function isSurelyMissing(names: ReadonlySet<string> | undefined, local: string): boolean {
  const [first = ''] = local.split('/')
  // The same name with other letters can be the same file.
  return names !== undefined && /^[\w-][\w.-]*$/.test(first) && !names.has(first.toLowerCase())
}

/** Where a file of the directory really is; undefined when there is none, or it is elsewhere. */
function insideOf(home: string | undefined, file: string): string | undefined {
  const path = home === undefined ? undefined : realPath(file)
  return path?.startsWith(home + sep) ? path : undefined
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync.native(path)
  } catch {
    return undefined
  }
}

function belowRoot(root: string, path: string): string | undefined {
  try {
    return resolveBelow(root, path)?.path
  } catch {
    return undefined
  }
}
