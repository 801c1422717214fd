import { allTables } from '../config/effective.js'
import type { Project } from '../config/project.js'
import { Succession } from '../config/succession.js'
import { keptText } from '../text/kept-text.js'
import { concerns, recordReads, unknownRead, withoutRecord } from '../text/reads.js'
import type { Diagnostic } from './diagnostic.js'
import { changedTables, type TableState, tableStates } from './table-states.js'

/** One thing that rules look at together: a setting, an entry of master.cf, or everything. */
export interface Unit<R> {
  /**
   * Tells it from all others; those of the same key are numbered. It is kept, so it must be no piece of a file; that it is
   * the same string as in the last run is seen sooner than that it is an equal one.
   */
  readonly key: string
  readonly rules: readonly R[]
  /** Runs some of its rules; gives those that found something, of which what they look at need not be noted. */
  readonly run: (rules: readonly R[]) => readonly R[]
  /**
   * Set for a table: its file, and where findings go. What is found in that file and says nothing of another is the same as
   * long as nothing changes, and need not be found again.
   */
  readonly table?: { readonly file: string; readonly found: Diagnostic[] }
}

/** What came of the rules of a unit. */
interface Outcome<R> {
  /** All that those that found nothing looked at on the way. */
  readonly reads: ReadonlySet<string>
  /** Those that found something, and have to say where it is now. */
  readonly loud: readonly R[]
  /** What they found, if that can be told again as it is. */
  readonly found?: readonly Diagnostic[]
}

/**
 * What is kept from one run over a configuration to the next: what the rules looked at on their way to finding
 * nothing. While all of that stays as it is, they would find nothing again, and need not be asked.
 * @template R how rules are known; they must be the same in all runs
 */
export class LintMemory<R> {
  #known: Known<R> = new Map()
  #order: readonly SameKey<R>[] = []
  #states = new Succession()
  #tables: ReadonlyMap<string, TableState> = new Map()
  #entries: Entries = { master: undefined, keys: [] }
  #runs = 0

  /** Another that knows the same, and goes on by itself. */
  fork(): LintMemory<R> {
    const other = new LintMemory<R>()
    for (const [key, { run, next, outcomes }] of this.#known) {
      if (run === this.#runs)
        other.#known.set(key, { key, place: 0, run, next, restless: 0, outcomes: outcomes.slice(0, next) })
    }
    other.#states = this.#states.fork()
    other.#tables = this.#tables
    other.#entries = this.#entries
    other.#runs = this.#runs
    return other
  }

  /** A run over a configuration; each unit of it is to be given to `visit`, in any order. */
  begin(project: Project): MemoryRun<R> {
    let changed: readonly string[] | undefined
    // What is worked out on the way is used again by rules: it has to be known of it as well what it looked at.
    recordReads(() => {
      const others = this.#states.next(project)
      const before = this.#tables
      this.#tables = tableStates(project)
      const tables = changedTables(before, this.#tables)
      if (others !== undefined) changed = tables.length === 0 ? others : [...others, ...tables, allTables]
    })
    if (changed === undefined) this.#known.clear()
    const met = changed === undefined ? [] : this.#order
    const order: SameKey<R>[] = []
    this.#order = order
    // What the last run has not met is gone.
    for (const [key, { run }] of this.#known) if (run !== this.#runs) this.#known.delete(key)
    this.#runs++
    this.#entries = entriesOf(project, this.#entries)
    return new MemoryRun({
      known: this.#known,
      before: met,
      order,
      run: this.#runs,
      changed: changed ?? [],
      settings: this.#states.settings,
      entries: this.#entries.keys,
    })
  }
}

/** The keys of what is written in master.cf: of its entries, and of the settings in each. */
interface Entries {
  readonly master: string | undefined
  readonly keys: readonly EntryKeys[]
}

interface EntryKeys {
  readonly entry: string
  readonly overrides: readonly string[]
}

function entriesOf({ master, services }: Project, before: Entries): Entries {
  const text = master?.source.text
  if (text === undefined || text === before.master) return before
  const keys = services.map(({ entry: { range }, overrides }) => {
    const entry = keptText(`:${text.slice(range.start, range.end)}`)
    return { entry, overrides: overrides.map((_, index) => `${entry} ${index}`) }
  })
  return { master: text, keys }
}

/** What came of the units, by their keys. */
type Known<R> = Map<string, SameKey<R>>

/** The units of one key, in order. */
interface SameKey<R> {
  readonly key: string
  /** Where it came in the run that has met it last. */
  place: number
  /** The run that has met it last, and how many units of the key it has met. */
  run: number
  next: number
  /** In so many runs, one after the other, rules had to be asked again: here, or at what stood in its place before. */
  restless: number
  /** Undefined where it is not known on what it depends. */
  readonly outcomes: (Outcome<R> | undefined)[]
}

/** What is another each time, as the name of a server is on each server, need not be recorded: that would not be used. */
const restlessFrom = 6
/** Now and then it is looked whether it still is. */
const looksAgainEach = 32

function isRestless(runs: number): boolean {
  return runs >= restlessFrom && runs % looksAgainEach !== 0
}

interface MemoryRunParts<R> {
  readonly known: Known<R>
  /** What the run before has met, in order. */
  readonly before: readonly SameKey<R>[]
  /** What this run meets. */
  readonly order: SameKey<R>[]
  readonly run: number
  readonly changed: readonly string[]
  /** The settings of main.cf as they are written, in order; one that is written as in the run before is the same string. */
  readonly settings: readonly string[]
  readonly entries: readonly EntryKeys[]
}

/** One run with a memory. */
export class MemoryRun<R> {
  readonly #parts: MemoryRunParts<R>
  /** Where in the order of the run before this one is. */
  #at = 0

  constructor(parts: MemoryRunParts<R>) {
    this.#parts = parts
  }

  /** What the settings of main.cf and the entries of master.cf are known by: what is as it was has the same string. */
  get keys(): Pick<MemoryRunParts<R>, 'settings' | 'entries'> {
    return this.#parts
  }

  /** Runs the rules on a unit, but for those of which it is known that they find nothing. */
  visit(unit: Unit<R>): void {
    const same = this.#sameKey(unit.key)
    const index = same.next++
    const known = same.outcomes[index]
    if (known !== undefined && !concerns(this.#parts.changed, known.reads)) {
      if (known.found !== undefined) unit.table?.found.push(...known.found)
      else if (known.loud.length > 0) unit.run(known.loud)
      if (index === 0) same.restless = 0
      return
    }
    if (index === 0) same.restless++
    if (isRestless(same.restless)) {
      same.outcomes[index] = undefined
      withoutRecord(() => unit.run(unit.rules))
      return
    }
    const before = unit.table?.found.length ?? 0
    let loud: readonly R[] = []
    const reads = recordReads(() => {
      loud = unit.run(unit.rules)
    }).all()
    same.outcomes[index] = undefined
    if (reads.has(unknownRead)) return
    const found = unit.table?.found.slice(before)
    const staysTrue = found?.every(each => isWithin(each, unit.table?.file)) === true
    same.outcomes[index] = { reads, loud, ...(found && staysTrue && { found }) }
  }

  /** The units of a key, of which this run has met as many as `next` says. */
  #sameKey(key: string): SameKey<R> {
    const { run, order } = this.#parts
    const same = this.#find(key)
    same.place = order.push(same) - 1
    if (same.run !== run) {
      // Those that the last run has not met are gone.
      if (same.outcomes.length > same.next) same.outcomes.length = same.next
      same.run = run
      same.next = 0
    }
    return same
  }

  #find(key: string): SameKey<R> {
    const { known, before, run } = this.#parts
    // Mostly it is the next one of the last run: to see that takes less time than to look the key up.
    const expected = before[this.#at]
    if (expected?.key === key) {
      this.#at++
      return expected
    }
    const found = known.get(key)
    if (found === undefined) {
      // As a rule it stands in place of another.
      const made = { key, place: 0, run, next: 0, restless: expected?.restless ?? 0, outcomes: [] }
      known.set(key, made)
      this.#at++
      return made
    }
    this.#at = found.place + 1
    return found
  }
}

/** True when all places of a finding are in one file. */
function isWithin({ at, related, fixes }: Diagnostic, file: string | undefined): boolean {
  return [at, ...related.map(each => each.at), ...fixes.flatMap(fix => fix.edits)].every(place => place.file === file)
}

/** So many configurations, at most, are remembered at a time: an editor has few open. */
const rememberedAtMost = 8

/** Configurations that are much the same. */
interface Kind<R> {
  readonly last: Outline
  /** Undefined as long as there was one only. */
  readonly memory: LintMemory<R> | undefined
}

/** The memories of several configurations that are judged by the same rules. */
export class LintMemories<R> {
  readonly #byName = new Map<string, LintMemory<R> | undefined>()
  readonly #kinds = new Map<string, Kind<R>>()

  /**
   * The memory to use for a configuration: its own, known by the name of its main.cf; the first time it is seen, what is
   * known of an earlier one that is much the same, as those of the servers of one site are. Undefined for others: most
   * are linted once, and to keep a record takes time.
   */
  of(project: Project): LintMemory<R> | undefined {
    const name = (project.main ?? project.master)?.source.name ?? ''
    const isKnown = this.#byName.has(name)
    const own = this.#byName.get(name) ?? (isKnown ? new LintMemory<R>() : undefined)
    putLast(this.#byName, name, own, rememberedAtMost)
    return isKnown ? own : this.#ofKind(project)
  }

  #ofKind(project: Project): LintMemory<R> | undefined {
    const outline = outlineOf(project)
    // Which names are set matters to many rules.
    const key = `${outline.names.join(' ')}\n${outline.master}`
    const same = this.#kinds.get(key)
    const memory = same?.memory !== undefined && isAlike(same.last, outline) ? same.memory : this.#ofAnother(outline)
    putLast(this.#kinds, key, { last: outline, memory }, kindsAtMost)
    return memory
  }

  /** What is known of the last kind that is much the same, or nothing yet if that has no memory; undefined if none is. */
  #ofAnother(outline: Outline): LintMemory<R> | undefined {
    const alike = [...this.#kinds.values()].findLast(({ last }) => isAlike(last, outline))
    return alike && (alike.memory?.fork() ?? new LintMemory<R>())
  }
}

/** Puts something at the end of a map; the first goes when there are too many. */
function putLast<V>(map: Map<string, V>, key: string, value: V, atMost: number): void {
  map.delete(key)
  map.set(key, value)
  if (map.size <= atMost) return
  for (const oldest of map.keys()) {
    map.delete(oldest)
    return
  }
}

/** On a site each kind of server is there with some settings more or less. */
const kindsAtMost = 64

/** What tells whether two configurations are much the same. */
interface Outline {
  readonly master: string | undefined
  readonly names: readonly string[]
  readonly values: ReadonlyMap<string, string>
}

function outlineOf({ master, settings }: Project): Outline {
  return {
    master: master?.source.text,
    names: settings.map(({ name }) => name),
    values: new Map(settings.map(({ name, value }) => [name, value.text])),
  }
}

/** Do two configurations start the same services, and have most of their settings in common? */
function isAlike(a: Outline, b: Outline): boolean {
  if (a.master !== b.master) return false
  let same = 0
  for (const [name, value] of b.values) if (a.values.get(name) === value) same++
  return same * 2 > Math.max(a.values.size, b.values.size)
}
