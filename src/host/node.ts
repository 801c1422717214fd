import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, readlinkSync, readSync } from 'node:fs'
import { join } from 'node:path'
import type { Facts, PathFact } from '../config/facts.js'
import { decode } from './decode.js'
import { readPem } from './pem.js'
import { isMissing } from './read.js'

/** Larger files are looked at, but not read. */
const maximumTextSize = 64 * 1024

/** Bundles of certificates are larger than other texts. */
const maximumPemSize = 1024 * 1024

/** Indexes up to this size are looked into. */
const maximumBytes = 1024 * 1024

/** Libraries and programs are larger still; they are only compared. */
const maximumDigestSize = 16 * 1024 * 1024

/** A queue or mail directory can hold very many: then its names are left unread. */
const maximumEntries = 10_000

/** As Linux does, no more links than this on one path. */
const maximumLinks = 40

/**
 * What the file system below `root` holds, looked up when a rule asks and then remembered. `root` stands for `/`, as
 * for chroot(1): an absolute symbolic link is followed below it, and one that climbs out of it is not followed.
 */
export function nodeFacts(root: string): Facts {
  const known = new Map<string, PathFact | 'missing' | 'unknown'>()
  return {
    now: Date.now(),
    path(path) {
      const before = known.get(path)
      if (before !== undefined) return before
      const fact = look(root, path)
      known.set(path, fact)
      return fact
    },
  }
}

function look(root: string, path: string): PathFact | 'missing' | 'unknown' {
  if (!path.startsWith('/') || path.includes('\0')) return 'unknown'
  try {
    const found = resolveBelow(root, path)
    return found === undefined ? 'unknown' : toFact(found)
  } catch (error) {
    return isMissing(error) ? 'missing' : 'unknown'
  }
}

/** What is asked of a file. Node's own type would make users of the library need Node's types. */
interface FileStatus {
  readonly mode: number
  readonly uid: number
  readonly gid: number
  readonly size: number
  readonly mtimeMs: number
  isFile(): boolean
  isDirectory(): boolean
  isSocket(): boolean
  isFIFO(): boolean
}

interface Found {
  readonly path: string
  readonly status: FileStatus
  /** The path from the root, without links. */
  readonly real: string
  /** Text of the link that the path itself is. */
  readonly link: string | undefined
}

/** Follows a path step by step, so that no link leads out of the root. Undefined when one tries to, or there are too many. */
export function resolveBelow(root: string, path: string): Found | undefined {
  const ahead = path.split('/').reverse()
  const behind: string[] = []
  let status = lstatSync(join(root, '/'))
  let links = 0
  let link: string | undefined
  while (ahead.length > 0) {
    const step = ahead.pop()
    if (step === undefined || step === '' || step === '.') continue
    if (step === '..') {
      if (behind.length === 0) return undefined
      behind.pop()
      continue
    }
    const here = join(root, ...behind, step)
    status = lstatSync(here)
    if (!status.isSymbolicLink()) {
      behind.push(step)
      continue
    }
    if (++links > maximumLinks) return undefined
    const target = readlinkSync(here)
    if (ahead.length === 0) link ??= target
    if (target.startsWith('/')) behind.length = 0
    ahead.push(...target.split('/').reverse())
  }
  const end = join(root, ...behind)
  return { path: end, status: lstatSync(end), real: `/${behind.join('/')}`, link }
}

function toFact({ path, status, real, link }: Found): PathFact {
  const { mode, uid, gid, size, mtimeMs } = status
  const fact: PathFact = {
    kind: kindOf(status),
    mode: mode & 0o7777,
    uid,
    gid,
    size,
    modified: mtimeMs,
    real,
    ...(link !== undefined && { link }),
  }
  // Read only if a rule wants it: most ask no more than whether a file is there.
  if (fact.kind === 'directory') lazily(fact, 'entries', () => readNames(path))
  if (fact.kind !== 'file') return fact
  if (size <= maximumTextSize) lazily(fact, 'text', () => readSmall(path, maximumTextSize))
  if (size <= maximumBytes) lazily(fact, 'bytes', () => readBytes(path, maximumBytes)?.toString('latin1'))
  if (size <= maximumDigestSize) lazily(fact, 'digest', () => digestOf(readBytes(path, maximumDigestSize)))
  if (size <= maximumPemSize) {
    lazily(fact, 'pem', () => {
      const text = readSmall(path, maximumPemSize)
      return text === undefined ? undefined : readPem(text)
    })
  }
  return fact
}

/** Adds a property that is worked out when it is first asked for. */
function lazily<K extends keyof PathFact>(fact: PathFact, name: K, read: () => PathFact[K]): void {
  let wasRead = false
  let value: PathFact[K]
  Object.defineProperty(fact, name, {
    enumerable: true,
    get() {
      if (!wasRead) value = read()
      wasRead = true
      return value
    },
  })
}

function readNames(path: string): readonly string[] | undefined {
  try {
    const names = readdirSync(path)
    return names.length > maximumEntries ? undefined : names.sort()
  } catch {
    return undefined
  }
}

function kindOf(status: FileStatus): PathFact['kind'] {
  if (status.isFile()) return 'file'
  if (status.isDirectory()) return 'directory'
  if (status.isSocket()) return 'socket'
  return status.isFIFO() ? 'fifo' : 'other'
}

function readSmall(path: string, maximum: number): string | undefined {
  const bytes = readBytes(path, maximum)
  if (bytes === undefined) return undefined
  const { text } = decode(bytes)
  return text.includes('\0') ? undefined : text
}

function digestOf(bytes: Buffer | undefined): string | undefined {
  if (bytes === undefined) return undefined
  return process.getBuiltinModule('node:crypto').createHash('sha256').update(bytes).digest('hex')
}

/** What is in an ordinary file; undefined when it is none, cannot be read, or has grown. */
function readBytes(path: string, maximum: number): Buffer | undefined {
  try {
    const descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
    try {
      const status = fstatSync(descriptor)
      if (!status.isFile() || status.size > maximum) return undefined
      const bytes = Buffer.alloc(status.size)
      let length = 0
      while (length < bytes.length) {
        const count = readSync(descriptor, bytes, length, bytes.length - length, null)
        if (count === 0) break
        length += count
      }
      return bytes.subarray(0, length)
    } finally {
      closeSync(descriptor)
    }
  } catch {
    return undefined
  }
}
