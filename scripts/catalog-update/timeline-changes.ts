import { isPresent, type Since, type Timeline, textAt, valueAt } from '../../src/catalog/timeline.js'
import { releaseKey } from '../../src/catalog/versions.js'

type Value = string | number | null

const oldest = '2.3'

/** The branch of a release or slot: `3.11` for `3.11.6`. */
export function branchOfSlot(slot: string): string {
  return slot.split(/[.-]/, 2).join('.')
}

/**
 * The key under which facts of a release are recorded: a patch release under itself; the first release of a branch and
 * its snapshots under the branch.
 */
export function slotOf(release: string): string {
  return /^\d+\.\d+\.[1-9]\d*$/.test(release) ? release : branchOfSlot(release)
}

/**
 * The timeline with one more value, from `slot` on. `absent` is what it means when the record has no such timeline. A
 * fact that was never different stays a bare value, and a text that only grew is recorded as what it grew by (`textAt`).
 */
export function withValue<T extends Value>(
  timeline: Timeline<T> | undefined,
  absent: T,
  slot: string,
  value: T,
  since: Since,
): Timeline<T> | undefined {
  const known: Timeline<Value> = timeline ?? absent
  const first = branchOfSlot(typeof since === 'string' ? since : (since[0] ?? oldest))
  const start = releaseKey(first) < releaseKey(oldest) ? oldest : first
  const entries: Record<string, Value> = known !== null && typeof known === 'object' ? { ...known } : { [start]: known }
  const grows = Object.values(entries).some(text => typeof text === 'string' && text.startsWith('…'))
  const at = (key: number): Value | undefined =>
    grows ? textAt(entries as Timeline<string | null>, key) : valueAt(entries, key)
  delete entries[slot]
  if (at(releaseKey(slot)) !== value) {
    const earlier = Object.keys(entries).filter(release => releaseKey(release) < releaseKey(slot))
    const before = grows ? at(Math.max(...earlier.map(releaseKey))) : undefined
    const more = typeof before === 'string' && typeof value === 'string' && value.startsWith(before)
    entries[slot] = more ? `…${value.slice(before.length)}` : value
  }
  const sorted = Object.entries(entries).sort(([a], [b]) => releaseKey(a) - releaseKey(b))
  const [only] = sorted
  if (sorted.length === 1 && only && releaseKey(only[0]) <= releaseKey(start)) {
    return only[1] === absent ? undefined : (only[1] as T)
  }
  return Object.fromEntries(sorted) as Timeline<T>
}

/**
 * The releases that brought something, with one more. What a patch release brought, and nothing else did so far, is
 * noted for the next branch as well.
 */
export function withRelease(since: Since | undefined, slot: string): string | string[] {
  if (since === undefined) return slot
  const known = typeof since === 'string' ? [since] : [...since]
  const [only = ''] = known
  const isBackPort = known.length === 1 && slotOf(only) === only && only !== branchOfSlot(only)
  const isNew = isBackPort ? branchOfSlot(only) !== branchOfSlot(slot) : !isPresent(since, undefined, releaseKey(slot))
  if (!isNew) return typeof since === 'string' ? since : known
  return [...known, slot].sort((a, b) => releaseKey(a) - releaseKey(b))
}
