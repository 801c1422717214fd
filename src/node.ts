import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { tablesFrom } from './config/load-tables.js'
import { readTextFile } from './host/read.js'
import { nodeTables } from './host/tables.js'
import { type LintOptions, type LintResult, lint } from './lint/lint.js'
import { SourceText } from './text/source-text.js'

export { type Decoded, decode, type Encoding, encode } from './host/decode.js'
export { nodeHost } from './host/machine.js'
export { nodeFacts } from './host/node.js'
export { nodePostconfHost } from './host/postconf-host.js'
export { maximumFileSize, readTextFile, type Unreadable } from './host/read.js'
export { maximumTableSize, type NodeTables, nodeTables, type ReadTable, type TablePlaces } from './host/tables.js'
export { replaceFile } from './host/write.js'
export * from './index.js'

/** A file of a directory that is there, but was not read. */
export interface UnreadableFile {
  readonly file: string
  readonly message: string
}

/** What linting a directory gives. */
export interface DirectoryResult extends LintResult {
  readonly unreadable: readonly UnreadableFile[]
}

/**
 * Lints the main.cf and master.cf of a directory, and the tables in it that they name: `/etc/postfix/NAME` is looked for
 * in the directory. Nothing elsewhere is looked at: give `facts: nodeFacts('/')` to
 * let rules look at the host. A file that is not there is left out.
 * @throws UnknownVersion when `postfixVersion` is not a known release
 */
export function lintDirectory(directory: string, options: LintOptions = {}): DirectoryResult {
  const unreadable: UnreadableFile[] = []
  const read = (name: string): SourceText | undefined => {
    const file = join(directory, name)
    if (!existsSync(file)) return undefined
    const result = readTextFile(file)
    if ('text' in result) return new SourceText(file, result.text)
    unreadable.push({ file, message: result.message })
    return undefined
  }
  const main = read('main.cf')
  const master = read('master.cf')
  return {
    ...lint(
      { ...(main && { main }), ...(master && { master }), tables: tablesFrom(nodeTables({ directory })) },
      options,
    ),
    unreadable,
  }
}
