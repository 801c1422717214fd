import { lstatSync, readdirSync, readFileSync, renameSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isOwnEntry, readEntry, spareTime } from './cache-entry.js'

/** What nobody asked for in so long is not asked for any more. */
const longestUnused = 30 * spareTime

/** When the folder was last looked through. */
const markName = 'last-pruned'

const entryName = /^[0-9a-f]{40}\.json$/
/** What a run that was stopped left behind. */
const unfinishedName = /^[0-9a-f]{40}\.json\.\d+-\d+$/

/**
 * Deletes from a folder of outcomes, at most once a day, those of configurations that are gone and those that were not
 * used for a month. A file goes only if both its name and what is in it say that it was written here.
 */
export function pruneCache(location: string, now = Date.now()): void {
  try {
    if (!isDue(location, now)) return
    for (const name of readdirSync(location)) prune(name, join(location, name), now)
  } catch {
    // The folder is not there, or is not ours to change: it stays as it is.
  }
}

function prune(name: string, file: string, now: number): void {
  try {
    if (isUnfinished(name, file, now) || isForgotten(name, file, now)) unlinkSync(file)
  } catch {
    // Another run was quicker, or it is not ours to read or delete.
  }
}

/** Several runs may find that it is: then each looks, which does no harm. */
function isDue(location: string, now: number): boolean {
  const mark = join(location, markName)
  const last = statSync(mark, { throwIfNoEntry: false })
  if (last !== undefined && now - last.mtimeMs < spareTime) return false
  // Renamed, so that nothing is written through a link that somebody has put there.
  const own = `${mark}.${process.pid}`
  rmSync(own, { force: true })
  writeFileSync(own, `${new Date(now).toISOString()}\n`, { mode: 0o600, flag: 'wx' })
  renameSync(own, mark)
  return true
}

function isForgotten(name: string, file: string, now: number): boolean {
  if (!entryName.test(name)) return false
  const unused = unusedFor(file, now)
  if (unused < spareTime) return false
  const entry = readEntry(file)
  if (entry === undefined || !isOwnEntry(entry)) return false
  return unused > longestUnused || entry.configuration.every(isGone)
}

function isUnfinished(name: string, file: string, now: number): boolean {
  if (!unfinishedName.test(name) || unusedFor(file, now) < spareTime) return false
  const text = readFileSync(file, 'utf8')
  return text === '' || text.startsWith('{"writtenBy":"postfix-lint"')
}

/** 0 for what is no file, or is not there any more. */
function unusedFor(file: string, now: number): number {
  const found = lstatSync(file, { throwIfNoEntry: false })
  return found?.isFile() ? now - found.mtimeMs : 0
}

function isGone(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) === undefined
}
