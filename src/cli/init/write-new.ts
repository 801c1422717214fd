import { mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { systemMessage } from '../../host/read.js'
import { UsageError } from '../usage-error.js'

/** What became of a file. */
export type Written = 'written' | 'replaced' | 'same' | 'left'

/** Writes a file that is not there yet, below a folder that no link leads out of. @throws UsageError */
export function writeNew(folder: string, path: string, text: string, replace: boolean): Written {
  const file = join(folder, path)
  try {
    mkdirSync(dirname(file), { recursive: true })
    const home = realpathSync(folder)
    const place = realpathSync(dirname(file))
    if (place !== home && !place.startsWith(home.endsWith(sep) ? home : `${home}${sep}`)) {
      throw new UsageError(`${file} would be outside of ${folder}: a link leads there. Nothing is written`)
    }
    const before = readIfThere(file)
    if (before === text) return 'same'
    if (before !== undefined && !replace) return 'left'
    // A link is replaced, not what it leads to.
    if (replace) rmSync(file, { force: true })
    writeFileSync(file, text, { flag: 'wx' })
    return before === undefined ? 'written' : 'replaced'
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(`${file} ${systemMessage(error)}`)
  }
}

/** The text of a file; of one that cannot be read, nothing that anything would be equal to. */
function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    return ''
  }
}
