import { releaseKey } from './versions.js'

/**
 * A fact that changed between releases: from release to value, oldest first. A branch (`3.6`) stands for its .0 release
 * and holds in later branches too; a patch release (`3.7.20`) holds in its own branch only, because Postfix back-ports
 * one change to each maintained branch separately. A fact that never changed is the bare value.
 */
export type Timeline<T extends string | number | boolean | null> = T | { readonly [release: string]: T }

/** Releases that brought something: one branch or patch release, or one for each branch that received it, oldest first. */
export type Since = string | readonly string[]

const patchSpan = 1e9

/** Does what is recorded for `release` hold at the release with this key? */
function holds(release: string, key: number): boolean {
  const from = releaseKey(release)
  if (from > key) return false
  const isPatch = from % patchSpan !== 0
  return !isPatch || Math.floor(from / patchSpan) === Math.floor(key / patchSpan)
}

/** The value of a timeline at a release (see `releaseKey`); undefined before its first entry. */
export function valueAt<T extends string | number | boolean | null>(timeline: Timeline<T>, key: number): T | undefined {
  if (timeline === null || typeof timeline !== 'object') return timeline
  let value: T | undefined
  for (const release in timeline) if (holds(release, key)) value = timeline[release]
  return value
}

/** The value of a timeline at a release; something else where nothing is recorded. */
export function valueOr<T extends string | number | boolean>(
  timeline: Timeline<T> | undefined,
  otherwise: T,
  key: number,
): T {
  return (timeline === undefined ? undefined : valueAt(timeline, key)) ?? otherwise
}

/**
 * Like `valueAt`, for texts in which a value that starts with `…` continues the entry before it: `proxy_read_maps` only
 * ever grew.
 */
export function textAt(timeline: Timeline<string | null>, key: number): string | null | undefined {
  if (timeline === null || typeof timeline !== 'object') return timeline
  let previous = ''
  let value: string | null | undefined
  for (const release in timeline) {
    const written = timeline[release] ?? null
    const text: string | null = written?.startsWith('…') ? previous + written.slice(1) : written
    if (holds(release, key)) value = text
    previous = text ?? ''
  }
  return value
}

/** Is something that came with `since` and went with `removed` (a branch or an exact release) there at a release? */
export function isPresent(since: Since, removed: string | undefined, key: number): boolean {
  if (removed !== undefined && key >= releaseKey(removed)) return false
  return typeof since === 'string' ? releaseKey(since) <= key : since.some(release => holds(release, key))
}

/** The first release that had it. */
export function firstRelease(since: Since): string {
  return typeof since === 'string' ? since : (since[0] ?? '')
}

/** Is the chosen release (its key) the one named, or newer? False when nothing is named. */
export function cameBy(since: string | undefined, key: number): boolean {
  return since !== undefined && releaseKey(since) <= key
}
