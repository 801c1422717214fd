import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs'
import { domainToASCII, domainToUnicode } from 'node:url'
import type { FileFault, FileText, PostconfHost } from '../postconf/postconf-host.js'
import { nodeHost } from './machine.js'
import { codeOf } from './read.js'
import { rewriteFile } from './rewrite.js'

/** strerror(3) for what opening a file can fail with. */
const systemWords: Readonly<Record<string, string>> = {
  EACCES: 'Permission denied',
  EISDIR: 'Is a directory',
  ELOOP: 'Too many levels of symbolic links',
  EMFILE: 'Too many open files',
  ENAMETOOLONG: 'File name too long',
  ENOENT: 'No such file or directory',
  ENOSPC: 'No space left on device',
  ENOTDIR: 'Not a directory',
  EPERM: 'Operation not permitted',
  EROFS: 'Read-only file system',
}

/** What strerror(3) says of an error of `node:fs`. */
export function strerror(error: unknown): string {
  const code = codeOf(error)
  return (
    (code === undefined ? undefined : systemWords[code]) ?? (error instanceof Error ? error.message : String(error))
  )
}

/** This machine, as postconf(1) sees it. */
export function nodePostconfHost(): PostconfHost {
  return {
    ...nodeHost(),
    processId: process.pid,
    readFile,
    replaceFile: rewriteFile,
    domainToAscii: name => fromUtf8(domainToASCII(toUtf8(name))),
    domainToUnicode: name => fromUtf8(domainToUnicode(toUtf8(name))),
  }
}

function readFile(path: string): FileText | FileFault {
  let descriptor: number | undefined
  try {
    // A FIFO without a writer would wait for ever.
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
    const status = fstatSync(descriptor)
    if (status.isDirectory()) return { kind: 'irregular', message: 'Is a directory' }
    if (!status.isFile()) return { kind: 'irregular', message: 'not a regular file' }
    return { text: readFileSync(descriptor, 'latin1') }
  } catch (error) {
    return { kind: codeOf(error) === 'EACCES' ? 'denied' : 'other', message: strerror(error) }
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
}

function toUtf8(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

function fromUtf8(text: string): string | undefined {
  return text === '' ? undefined : Buffer.from(text, 'utf8').toString('latin1')
}
