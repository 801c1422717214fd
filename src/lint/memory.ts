import { allOfMain, allOfMaster, allSettings } from '../config/effective.js'
import type { Project } from '../config/project.js'
import { recordReads, unknownRead } from '../text/reads.js'

/** One thing that rules look at together: a setting, an entry of master.cf, or everything. */
export interface Unit {
  /** Tells it from all others; two of the same key are numbered. */
  readonly key: string
  /** Runs the rules; true when they found something. */
  readonly run: () => boolean
}

/**
 * What is kept from one run over a configuration to the next: of everything that nothing was found in, what the rules
 * looked at on the way. While all of that stays as it is, they would find nothing again, and need not be asked.
 */
export class LintMemory {
  #quiet = new Map<string, ReadonlySet<string>>()
  #last: Snapshot | undefined

  /** A run over a configuration; each unit of it is to be given to `visit`, in any order. */
  begin(project: Project): MemoryRun {
    const now = snapshotOf(project)
    const changed = this.#last && changesBetween(this.#last, now)
    const before = changed === undefined ? new Map<string, ReadonlySet<string>>() : this.#quiet
    const quiet = new Map<string, ReadonlySet<string>>()
    this.#quiet = quiet
    this.#last = now
    return new MemoryRun(before, quiet, changed ?? new Set())
  }
}

/** One run with a memory. */
export class MemoryRun {
  readonly #before: ReadonlyMap<string, ReadonlySet<string>>
  readonly #quiet: Map<string, ReadonlySet<string>>
  readonly #changed: ReadonlySet<string>
  readonly #times = new Map<string, number>()

  constructor(
    before: ReadonlyMap<string, ReadonlySet<string>>,
    quiet: Map<string, ReadonlySet<string>>,
    changed: ReadonlySet<string>,
  ) {
    this.#before = before
    this.#quiet = quiet
    this.#changed = changed
  }

  /** Runs the rules on a unit unless it is known that they find nothing. */
  visit(unit: Unit): void {
    const key = this.#numbered(unit.key)
    const known = this.#before.get(key)
    if (known !== undefined && !this.#concerns(known)) {
      this.#quiet.set(key, known)
      return
    }
    let found = false
    const reads = recordReads(() => {
      found = unit.run()
    })
    if (found) return
    const all = reads.all()
    if (!all.has(unknownRead)) this.#quiet.set(key, all)
  }

  #numbered(key: string): string {
    const times = this.#times.get(key) ?? 0
    this.#times.set(key, times + 1)
    return times === 0 ? key : `${key}\n${times}`
  }

  #concerns(reads: ReadonlySet<string>): boolean {
    for (const what of this.#changed) if (reads.has(what)) return true
    return false
  }
}

/** A configuration as it is compared with the next one. */
interface Snapshot {
  readonly main: string | undefined
  readonly master: string | undefined
  /** The settings of main.cf as they are written, in order. */
  readonly settings: readonly string[]
  /** The last setting of each name. */
  readonly byName: ReadonlyMap<string, string>
  /** What changes everything. */
  readonly surroundings: readonly unknown[]
}

function snapshotOf(project: Project): Snapshot {
  const { main, master, target, host, template } = project
  const text = main?.source.text ?? ''
  const byName = new Map<string, string>()
  const settings = project.settings.map(({ name, nameRange, valueRange }) => {
    const written = text.slice(nameRange.start, valueRange.end)
    byName.set(name, written)
    return written
  })
  return {
    main: main?.source.text,
    master: master?.source.text,
    settings,
    byName,
    surroundings: [target.version, target.profile, host, template, main?.source.name, master?.source.name],
  }
}

/** The names, and what else can be looked at, that are not what they were; undefined when it could be anything. */
function changesBetween(before: Snapshot, now: Snapshot): ReadonlySet<string> | undefined {
  if (before.surroundings.some((each, index) => each !== now.surroundings[index])) return undefined
  const changed = new Set<string>()
  if (before.main !== now.main) changed.add(allOfMain)
  if (before.master !== now.master) changed.add(allOfMaster)
  if (
    before.settings.length !== now.settings.length ||
    before.settings.some((each, index) => each !== now.settings[index])
  )
    changed.add(allSettings)
  for (const [name, written] of now.byName) if (before.byName.get(name) !== written) changed.add(name)
  for (const name of before.byName.keys()) if (!now.byName.has(name)) changed.add(name)
  return changed
}

/** So many configurations, at most, are remembered at a time: an editor has few open. */
const rememberedAtMost = 8

/** The memories of several configurations that are judged by the same rules. */
export class LintMemories {
  readonly #byName = new Map<string, LintMemory | undefined>()

  /**
   * The memory of the configuration whose main.cf has this name. Undefined the first time it is seen: most are linted
   * once, and to keep a record costs time.
   */
  of(name: string): LintMemory | undefined {
    const seen = this.#byName.has(name)
    const known = this.#byName.get(name) ?? (seen ? new LintMemory() : undefined)
    // The one that was asked for last goes to the end; the first goes when there are too many.
    this.#byName.delete(name)
    this.#byName.set(name, known)
    for (const oldest of this.#byName.keys()) {
      if (this.#byName.size <= rememberedAtMost) break
      this.#byName.delete(oldest)
    }
    return known
  }
}
