import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { systemMessage } from '../host/read.js'
import { nodeTables } from '../host/tables.js'
import { SourceText } from '../text/source-text.js'
import { type Entry, readEntry, spareTime } from './cache-entry.js'
import { filesOf, type Outcome } from './outcome.js'
import type { ReadTarget } from './read-target.js'
import { mayHaveTables } from './table-need.js'
import type { AskedTable } from './tables.js'
import { UsageError } from './usage-error.js'

export { pruneCache } from './prune-cache.js'

/** What decides about an outcome beside the files: equal texts, equal outcomes. */
export interface CacheRequest {
  readonly target: ReadTarget
  /** All that says how it is judged, as text. */
  readonly judgement: string
  readonly noTables: boolean
}

/** Outcomes that were worked out before. */
export interface OutcomeCache {
  /** The outcome, if nothing that decides about it is different. */
  find(request: CacheRequest): Outcome | undefined
  /** @param asked the tables that were asked for; undefined: there could be none */
  keep(request: CacheRequest, outcome: Outcome, asked: readonly AskedTable[] | undefined): void
}

/** Where outcomes are kept when nobody says where: with the user, and not with what is linted, which may be anybody's. */
export function defaultCacheLocation(): string {
  const base = process.env['XDG_CACHE_HOME'] ?? process.env['LOCALAPPDATA'] ?? join(homedir(), '.cache')
  return join(base, 'postfix-lint')
}

/** What tells one build of postfix-lint from any other. */
export function buildOf(folder: string): string {
  return readFileSync(join(folder, 'build-id'), 'utf8')
}

/** Opens a folder of outcomes. @throws UsageError when it cannot be one */
export function openCache(location: string, build: string): OutcomeCache {
  try {
    mkdirSync(location, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new UsageError(`cache ${location} ${systemMessage(error)}`)
  }
  const fileOf = ({ target }: CacheRequest) =>
    join(location, `${digest(JSON.stringify(identityOf(target))).slice(0, 40)}.json`)
  return {
    find(request) {
      const file = fileOf(request)
      const entry = readEntry(file)
      if (entry === undefined || entry.key !== keyOf(request, build)) return undefined
      const outcome = revive(entry, request)
      if (outcome !== undefined) noteUse(file)
      return outcome
    },
    keep(request, outcome, asked) {
      const file = fileOf(request)
      const own = `${file}.${process.pid}-${counter++}`
      try {
        writeFileSync(own, JSON.stringify(entryOf(request, keyOf(request, build), outcome, asked)), { mode: 0o600 })
        renameSync(own, file)
      } catch {
        // What is not kept is worked out again.
      }
    },
  }
}

let counter = 0

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** Which configuration it is: where, and by which names it is reported. */
function identityOf({ directory, main, master, tables }: ReadTarget): unknown {
  const file = (read: ReadTarget['main']) => read && [read.name, read.shown]
  return [resolve(directory), directory, file(main), file(master), tables]
}

function keyOf({ target, judgement, noTables }: CacheRequest, build: string): string {
  const { main, master, unread } = target
  const texts = [main, master].map(file => file?.source.text ?? null)
  return digest(JSON.stringify([build, judgement, noTables, identityOf(target), unread, ...texts]))
}

/** The time of the file says when it was last of use, to the day. */
function noteUse(file: string): void {
  try {
    const now = Date.now()
    if (now - statSync(file).mtimeMs > spareTime) utimesSync(file, now / 1000, now / 1000)
  } catch {
    // Another's folder, to be read only.
  }
}

function entryOf(
  { target }: CacheRequest,
  key: string,
  outcome: Outcome,
  asked: readonly AskedTable[] | undefined,
): Entry {
  const { diagnostics, sources, files, unread, maxWarnings, version } = outcome
  const needed = new Set(diagnostics.flatMap(filesOf))
  return {
    writtenBy: 'postfix-lint',
    configuration: [target.main, target.master].flatMap(file => (file ? [resolve(file.name)] : [])),
    key,
    tables:
      asked?.map(({ path, local, text }) => ({
        path,
        ...(local !== undefined && { local }),
        digest: text === undefined ? null : digest(text),
      })) ?? null,
    sources: [...sources.values()].flatMap(({ name, secretLines }) => {
      if (!needed.has(name)) return []
      return [{ name, ...(secretLines && { secret: [secretLines.source, secretLines.flags] as const }) }]
    }),
    diagnostics,
    files,
    unread,
    maxWarnings,
    ...(version !== undefined && { version }),
  }
}

/** Looks at the tables again as the first run did, and puts the outcome together. */
function revive(entry: Entry, { target, noTables }: CacheRequest): Outcome | undefined {
  const hasTables = !noTables && mayHaveTables(target, undefined)
  if (hasTables !== (entry.tables !== null)) return undefined
  const disk = nodeTables({ directory: target.directory })
  for (const { digest: before, ...wanted } of entry.tables ?? []) {
    const source = disk.read(wanted)
    if ((source === undefined ? null : digest(source.text)) !== before) return undefined
  }
  const texts = new Map([...disk.files].map(([name, { source }]) => [name, source.text] as const))
  for (const file of [target.main, target.master]) if (file) texts.set(file.name, file.source.text)
  const sources = new Map<string, SourceText>()
  for (const { name, secret } of entry.sources) {
    const text = texts.get(name)
    if (text === undefined) return undefined
    sources.set(name, new SourceText(name, text, secret && new RegExp(...secret)))
  }
  const { diagnostics, files, unread, maxWarnings, version } = entry
  return {
    diagnostics,
    sources,
    files,
    unread,
    fixed: 0,
    texts: [],
    maxWarnings,
    ...(version !== undefined && { version }),
  }
}
