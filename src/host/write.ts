import {
  chmodSync,
  chownSync,
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { codeOf, systemMessage } from './read.js'

/**
 * Replaces a file's content in one step: whoever opens it sees the old bytes or the new, never a part. Mode and owner
 * stay; a symbolic link stays and its target is replaced. Gives words for what went wrong, to be put after the name.
 */
export function replaceFile(path: string, before: Uint8Array, after: Uint8Array): string | undefined {
  let temporary: string | undefined
  try {
    const target = realpathSync(path)
    const { mode, uid, gid } = statSync(target)
    if (!readFileSync(target).equals(before)) return 'was changed by somebody else meanwhile: not written'
    temporary = join(dirname(target), `.${basename(target)}.postfix-lint-${process.pid}`)
    const descriptor = openSync(temporary, 'wx', 0o600)
    try {
      let written = 0
      while (written < after.length) written += writeSync(descriptor, after, written)
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
    const made = statSync(temporary)
    if (made.uid !== uid || made.gid !== gid) chownSync(temporary, uid, gid)
    // After chown, which takes the set-id bits away.
    chmodSync(temporary, mode & 0o7777)
    renameSync(temporary, target)
    temporary = undefined
    return undefined
  } catch (error) {
    const code = codeOf(error)
    if (code === 'EACCES' || code === 'EPERM')
      return 'cannot be written: permission denied (its owner and mode have to be kept)'
    return systemMessage(error)
  } finally {
    if (temporary !== undefined) rmSync(temporary, { force: true })
  }
}
