import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { type Decoded, decode, notText } from './decode.js'

/** Largest configuration file that is read, in bytes: far above any that people write. */
export const maximumFileSize = 16 * 1024 * 1024

/** Why a file was not read. `missing` is kept apart: often that is no error. */
export interface Unreadable {
  readonly problem: 'missing' | 'unreadable'
  /** To be put after the file's name: `cannot be read: permission denied`. */
  readonly message: string
}

/** Reads a configuration file: its text, or why there is none. Never throws for what the disk holds. */
export function readTextFile(path: string, maximum = maximumFileSize): Decoded | Unreadable {
  try {
    // Not to wait for a writer if somebody put a named pipe there.
    const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
    try {
      const bytes = readAll(descriptor, maximum)
      if (typeof bytes === 'string') return { problem: 'unreadable', message: bytes }
      return judge(bytes, maximum)
    } finally {
      closeSync(descriptor)
    }
  } catch (error) {
    return { problem: isMissing(error) ? 'missing' : 'unreadable', message: systemMessage(error) }
  }
}

/** Text from bytes that came from somewhere else (standard input). */
export function judge(bytes: Uint8Array, maximum = maximumFileSize): Decoded | Unreadable {
  if (bytes.length > maximum) return { problem: 'unreadable', message: tooLarge(bytes.length, maximum) }
  const other = notText(bytes)
  return other === undefined ? decode(bytes) : { problem: 'unreadable', message: other }
}

function tooLarge(size: number, maximum: number): string {
  const mebibytes = (bytes: number) => `${Math.ceil(bytes / 1024 / 1024)} MiB`
  return `is too large: ${mebibytes(size)}, and no more than ${mebibytes(maximum)} are read`
}

function readAll(descriptor: number, maximum: number): Uint8Array | string {
  const status = fstatSync(descriptor)
  if (status.isDirectory()) return 'is a directory'
  if (!status.isFile()) return 'is not a regular file'
  if (status.size > maximum) return tooLarge(status.size, maximum)
  // One byte more than announced, to see the end; /proc files announce 0.
  let bytes = Buffer.allocUnsafe(Math.max(status.size + 1, 8192))
  let length = 0
  for (;;) {
    const count = readSync(descriptor, bytes, length, bytes.length - length, null)
    length += count
    if (count === 0) return bytes.subarray(0, length)
    if (length > maximum) return tooLarge(length, maximum)
    if (length === bytes.length) bytes = Buffer.concat([bytes, Buffer.allocUnsafe(bytes.length)])
  }
}

/** True when an error of `node:fs` says that there is nothing at a path. */
export function isMissing(error: unknown): boolean {
  const code = codeOf(error)
  return code === 'ENOENT' || code === 'ENOTDIR'
}

const plainWords: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'does not exist: part of its path is not a directory',
  EACCES: 'cannot be read: permission denied (run as root, or as a user who may read it)',
  EPERM: 'cannot be read: the operating system does not permit it',
  EISDIR: 'is a directory',
  ELOOP: 'cannot be read: its symbolic links form a loop',
  ENAMETOOLONG: 'cannot be read: the name is too long',
  EROFS: 'cannot be written: the file system is read-only',
  ENOSPC: 'cannot be written: no space left on the device',
}

/** What an error of `node:fs` means, to be put after a file's name. */
export function systemMessage(error: unknown): string {
  const code = codeOf(error)
  const words = code === undefined ? undefined : plainWords[code]
  return words ?? `cannot be used: ${error instanceof Error ? error.message : String(error)}`
}

/** The system's code (`ENOENT`) of an error; undefined for other errors. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}
