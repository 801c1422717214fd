import { readdirSync } from 'node:fs'
import type { ReadTarget } from './read-target.js'

/** True when the command line names tables by themselves. */
export function namesTables({ tables }: ReadTarget): boolean {
  return tables !== undefined && tables !== 'all' && tables.length > 0
}

/** Files beside main.cf that Postfix knows by their names. */
const knownFiles: ReadonlySet<string> = new Set(['dynamicmaps.cf', 'postfix-files'])

const writtenInPlace = /\b(?:inline|regexp|pcre|cidr)\s*:\s*\{/

/**
 * A first look at whether a configuration has tables that can be read, so that a run without any need not load what
 * reads them: a file whose name the configuration mentions, or a table inside main.cf.
 */
export function mayHaveTables(target: ReadTarget, root: string | undefined): boolean {
  if (root !== undefined || namesTables(target)) return true
  const texts = [target.main, target.master].flatMap(file => (file ? [file.source.text] : []))
  if (texts.some(text => writtenInPlace.test(text))) return true
  return namesIn(target.directory).some(name => knownFiles.has(name) || texts.some(text => text.includes(`/${name}`)))
}

function namesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory)
  } catch {
    return []
  }
}
