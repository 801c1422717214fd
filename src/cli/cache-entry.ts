import { readFileSync } from 'node:fs'
import type { Diagnostic } from '../lint/diagnostic.js'
import type { UnreadFile } from '../report/json.js'
import type { AskedTable } from './tables.js'

/** A table that was asked for, and what it was then; null: there was none to be read. */
interface KnownTable extends Pick<AskedTable, 'path' | 'local'> {
  readonly digest: string | null
}

/** What a file of the cache holds. No text of any configuration: what is shown of one is read anew. */
export interface Entry {
  /** Tells it from what others have put into the folder. */
  readonly writtenBy: 'postfix-lint'
  /** Absolute paths of main.cf and master.cf: when they are gone, so can it be. */
  readonly configuration: readonly string[]
  readonly key: string
  readonly tables: readonly KnownTable[] | null
  readonly sources: readonly { readonly name: string; readonly secret?: readonly [source: string, flags: string] }[]
  readonly diagnostics: readonly Diagnostic[]
  readonly files: readonly string[]
  readonly unread: readonly UnreadFile[]
  readonly maxWarnings: number
  readonly version?: string
}

/** A file is not touched again, nor judged to be of no use, before so long, in milliseconds: a day. */
export const spareTime = 24 * 60 * 60 * 1000

/** True for what was written here, by any build. */
export function isOwnEntry({ writtenBy, configuration }: Entry): boolean {
  return (
    writtenBy === 'postfix-lint' &&
    Array.isArray(configuration) &&
    configuration.length > 0 &&
    configuration.every(path => typeof path === 'string')
  )
}

/** What a file of the cache holds; undefined when it is none, or not to be read. */
export function readEntry(file: string): Entry | undefined {
  try {
    // Written by ourselves: a file of another build has another key, and a broken one is no JSON.
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return typeof value === 'object' && value !== null ? (value as Entry) : undefined
  } catch {
    return undefined
  }
}
