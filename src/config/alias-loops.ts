import type { Location } from '../text/range.js'

/** What is kept of the entries of a table whose results are looked up again. */
export interface AliasGraph {
  /**
   * Adds an entry: its key, and the keys that its results are looked up as. Of equal keys the first counts.
   * @returns false when the table is too large to be followed
   */
  add(key: string, targets: readonly string[], at: Location): boolean
  /** Entries that lead back to themselves, each loop once, beginning with the entry that stands first. */
  loops(): readonly Loop[]
}

/** Entries that lead to each other in a circle. */
export interface Loop {
  /** The keys, in order; the last leads to the first. */
  readonly keys: readonly string[]
  readonly at: Location
}

interface Entry {
  readonly targets: readonly string[]
  readonly at: Location
}

/** Larger tables are made by programs; following them would need the memory of the whole file. */
const mostEntries = 100_000

/** Collects entries to look for loops. An entry that leads to itself as well ends every loop through it. */
export function createAliasGraph(): AliasGraph {
  const entries = new Map<string, Entry>()
  let complete = true
  return {
    add(key, targets, at) {
      if (entries.size >= mostEntries) complete = false
      else if (!entries.has(key)) entries.set(key, { targets, at })
      return complete
    },
    loops: () => (complete ? findLoops(entries) : []),
  }
}

function findLoops(entries: ReadonlyMap<string, Entry>): readonly Loop[] {
  const found: Loop[] = []
  const done = new Set<string>()
  for (const start of entries.keys()) {
    if (done.has(start)) continue
    // A path of our own instead of recursion: a chain can be as long as the table.
    const path: { readonly key: string; readonly targets: readonly string[]; next: number }[] = []
    const onPath = new Map<string, number>()
    const enter = (key: string) => {
      const entry = entries.get(key)
      if (entry === undefined || done.has(key)) return
      if (entry.targets.includes(key)) {
        done.add(key)
        return
      }
      onPath.set(key, path.length)
      path.push({ key, targets: entry.targets, next: 0 })
    }
    enter(start)
    for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
      const target = step.targets[step.next++]
      if (target === undefined) {
        done.add(step.key)
        onPath.delete(step.key)
        path.pop()
        continue
      }
      const back = onPath.get(target)
      if (back === undefined) enter(target)
      else
        found.push(
          loopOf(
            path.slice(back).map(({ key }) => key),
            entries,
          ),
        )
    }
  }
  return found
}

/** Turned so that it begins where the file does. */
function loopOf(keys: readonly string[], entries: ReadonlyMap<string, Entry>): Loop {
  const startOf = (key: string) => entries.get(key)?.at.range.start ?? 0
  const first = keys.reduce((best, key, index) => (startOf(key) < startOf(keys[best] ?? '') ? index : best), 0)
  const turned = [...keys.slice(first), ...keys.slice(0, first)]
  const at = entries.get(turned[0] ?? '')?.at ?? { file: '', range: { start: 0, end: 0 } }
  return { keys: turned, at }
}
