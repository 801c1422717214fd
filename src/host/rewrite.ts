import { closeSync, fchmodSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { strerror } from './postconf-host.js'

/** `EDIT_FILE_SUFFIX` (`src/util/edit_file.h`). */
const suffix = '.tmp'
const finalMode = 0o644

/**
 * Writes a file as postconf(1) does (`src/util/edit_file.c`): beside it under a fixed name, then in its place, so that a
 * crash leaves the old one whole. Gives what went wrong in Postfix's words.
 * @param text one byte in each character
 */
export function rewriteFile(path: string, text: string): string | undefined {
  const temporary = `${path}${suffix}`
  let descriptor: number
  try {
    rmSync(temporary, { force: true })
    descriptor = openSync(temporary, 'wx', 0o600)
  } catch (error) {
    return `open ${temporary}: ${strerror(error)}`
  }
  try {
    const bytes = Buffer.from(text, 'latin1')
    for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written)
    fchmodSync(descriptor, finalMode)
    fsyncSync(descriptor)
    renameSync(temporary, path)
    return undefined
  } catch (error) {
    rmSync(temporary, { force: true })
    return `close ${temporary}: ${strerror(error)}`
  } finally {
    closeSync(descriptor)
  }
}
