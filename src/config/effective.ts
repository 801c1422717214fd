import type { Element, Part } from '../../grammars/value-nodes.js'
import type { Assignment } from '../syntax/nodes.js'
import { parseList, parseText } from '../syntax/value.js'
import type { MappedText } from '../text/mapped-text.js'
import { noteRead, noteReads, type Reads, readsAreNoted, recordReads } from '../text/reads.js'
import type { Memory, Remembering } from '../text/remembered.js'
import { asWritten, type Definition, type Expanded, type ExpandOptions, expand } from './expand.js'
import { type ListItem, toItems } from './list-items.js'
import { hasPlaceholder } from './placeholders.js'

/** The value of one parameter as one program sees it. */
export interface Resolved extends Remembering {
  readonly name: string
  /** Which layer gave the value. */
  readonly from: 'default' | 'main.cf' | 'master.cf'
  /** The place it was written, unless it is a default. */
  readonly setting?: Assignment
  /** Before expansion. */
  readonly written: MappedText
  /** True when a `$` stands in the value as written. */
  readonly refers: boolean
  /** After expansion; computed on first use. */
  readonly expanded: Expanded
  /** The expanded text. */
  readonly text: string
  /** True when the text depends on host facts that are not known. */
  readonly unknown: boolean
  /** True while `expanded` is being worked out: what is asked for then must not wait for it. */
  readonly isBeingExpanded: boolean
  /** The expanded text as a list. */
  list(shape?: 'list' | 'fields'): readonly Element[]
  /** The elements of that list with their texts and places. */
  items(shape?: 'list' | 'fields'): readonly ListItem[]
  /** The expanded text with what is left of `$` (per-delivery macros of raw parameters). */
  parts(): readonly Part[]
}

/** All settings as one program sees them: a stack of layers that is asked, never copied. */
export interface Effective extends Remembering {
  /** The value of a name: setting, default, or undefined when neither exists. */
  get(name: string): Resolved | undefined
  /** Is a name set in this view's own layer: in a `-o` of the service (for the base view, in main.cf)? */
  sets(name: string): boolean
  /** All settings of that layer, the last of each name. For a single name, `sets` asks for less. */
  readonly own: ReadonlyMap<string, Assignment>
  /** The view below: main.cf, for a service. */
  readonly below?: Effective
}

/** One layer below another, for building views. */
export interface Layers {
  readonly from: 'main.cf' | 'master.cf'
  readonly own: ReadonlyMap<string, Assignment>
  readonly below?: Effective
  /** What Postfix uses when no layer has the name. Names in `fixed` cannot be set at all. */
  readonly defaultOf: (name: string, view: Effective) => Definition | undefined
  /** True when this layer changes what `defaultOf` gives for a name that it does not set. */
  readonly hasOtherDefault?: (name: string, view: Effective) => boolean
  /** Values that depend on which program asks (`service_name`, `process_name`); they win over every setting. */
  readonly fixed?: Pick<ReadonlyMap<string, MappedText>, 'get'>
  /** Values that are the same whatever is configured; asked before `defaultOf`, which knows them, too. */
  readonly constantOf?: (name: string) => Resolved | undefined
  /** Values that are the same as long as what they depend on is not set; asked before `defaultOf` as well. */
  readonly stockOf?: (name: string) => StockValue | undefined
  /** True when a parameter's own value is used as written, without expansion. */
  readonly isRaw: (name: string) => boolean
  /** How `$` references are replaced. */
  readonly expansion: ExpandOptions
  /** True when a parameter's value, brought in by a `$name`, is put in place with its own `$` unread. */
  readonly isVerbatim?: (name: string) => boolean
}

/** Builds a view over layers. Nothing is expanded or looked up until it is asked for; answers are remembered. */
export function createEffective(layers: Layers): Effective {
  return new View(layers)
}

/** Noted as read where every setting of main.cf, and their order, may matter. */
export const allSettings = '=settings'

/** Noted as read where it matters which names main.cf sets, and in which order, but not to what. */
export const allNames = '=names'

/** Noted as read where anything in main.cf may matter, comments and places included. */
export const allOfMain = '=main'

/** Noted as read where the lookup tables may matter. */
export const allTables = '=tables'

/** Noted as read where anything in master.cf may matter. */
export const allOfMaster = '=master'

/** A value that is the same in every configuration: a built-in default that refers to nothing. */
export function createConstant(name: string, { value, unknown }: Definition): Resolved {
  return new Value(name, 'default', undefined, value, unknown === true, undefined, undefined)
}

/** A default that is the same in every configuration that sets none of some names. */
export interface StockValue {
  readonly resolved: Resolved
  /** Its own name, and those that it refers to, directly or not. */
  readonly names: readonly string[]
  readonly reads: Reads
}

/**
 * What a view that sets nothing has for a name; undefined when it is not known, or depends on more than what is set.
 */
export function stockValue(view: Effective, name: string): StockValue | undefined {
  let resolved: Resolved | undefined
  const reads = recordReads(() => {
    resolved = view.get(name)
    void resolved?.expanded
  })
  if (!(resolved instanceof Value) || resolved.unknown) return undefined
  const names = [...reads.all()]
  if (names.some(each => each.startsWith('='))) return undefined
  resolved.dependsOn = reads
  return { resolved, names, reads }
}

/** A class because a lint run makes one for each service and asks them thousands of times. */
class View implements Effective {
  readonly below?: Effective
  readonly #own: ReadonlyMap<string, Assignment>
  readonly #ownBelow: ReadonlyMap<string, Assignment> | undefined
  readonly #layers: Layers
  readonly #fixed: Layers['fixed']
  #answers: Map<string, Resolved | undefined> | undefined
  /** What the defaults that depend on something were made from. */
  #reads: Map<string, Reads> | undefined
  #lookup: ((name: string) => Definition | undefined) | undefined
  #memory: Memory | undefined

  constructor(layers: Layers) {
    this.#own = layers.own
    this.#ownBelow = layers.below instanceof View ? layers.below.#own : layers.below?.own
    if (layers.below !== undefined) this.below = layers.below
    this.#layers = layers
    this.#fixed = layers.fixed
  }

  get memory(): Memory {
    this.#memory ??= new Map()
    return this.#memory
  }

  get own(): ReadonlyMap<string, Assignment> {
    // A service's own settings are part of its entry, which whoever asks has looked at.
    if (this.below === undefined) noteRead(allSettings)
    return this.#own
  }

  sets(name: string): boolean {
    noteRead(name)
    return this.#own.has(name)
  }

  get(name: string): Resolved | undefined {
    noteRead(name)
    if (this.below !== undefined && !this.#own.has(name) && this.#fixed?.get(name) === undefined) {
      // Most of what a service is asked for is main.cf's or a default, and refers to nothing.
      const lower = this.below.get(name)
      if (lower === undefined || (!lower.refers && !this.#hasOtherDefault(name, lower))) return lower
    }
    this.#answers ??= new Map()
    const known = this.#answers.get(name)
    if (known !== undefined || this.#answers.has(name)) {
      if (readsAreNoted()) this.#noteAnswer(name, known)
      return known
    }
    const answer = this.#answer(name)
    this.#answers.set(name, answer)
    return answer
  }

  /** An answer that was there already may depend on more than its own name. */
  #noteAnswer(name: string, answer: Resolved | undefined): void {
    if ((answer !== undefined && answer.from !== 'default') || answer?.isFixed || this.#fixed?.get(name)) return
    const reads = this.#reads?.get(name)
    if (reads === undefined && answer !== undefined && answer === this.below?.get(name)) return
    noteReads(reads)
  }

  #answer(name: string): Resolved | undefined {
    const { below } = this
    const layers = this.#layers
    const constant = this.#fixed?.get(name)
    if (constant !== undefined) return this.#value(name, 'default', undefined, constant, false)
    const setting = this.#own.get(name)
    if (setting !== undefined) return this.#written(name, layers.from, setting)
    const lower = this.#ownBelow?.get(name)
    const shared = below && this.#sharedWithBelow(below, name, lower)
    if (shared !== undefined) return shared
    if (lower !== undefined) return this.#written(name, 'main.cf', lower)
    const always = layers.constantOf?.(name)
    if (always !== undefined) return always
    const stock = below === undefined ? layers.stockOf?.(name) : undefined
    if (stock !== undefined && !this.#setsAny(stock.names)) return this.#stock(name, stock)
    const builtin = this.#default(name)
    return builtin && this.#value(name, 'default', undefined, builtin.value, builtin.unknown === true)
  }

  #setsAny(names: readonly string[]): boolean {
    for (const name of names) if (this.#own.has(name)) return true
    return false
  }

  #stock(name: string, { resolved, reads }: StockValue): Resolved {
    if (readsAreNoted()) {
      this.#reads ??= new Map()
      this.#reads.set(name, reads)
      noteReads(reads)
    }
    return resolved
  }

  #default(name: string): Definition | undefined {
    if (!readsAreNoted()) return this.#layers.defaultOf(name, this)
    let found: Definition | undefined
    const reads = recordReads(() => {
      found = this.#layers.defaultOf(name, this)
    })
    this.#reads ??= new Map()
    this.#reads.set(name, reads)
    noteReads(reads)
    return found
  }

  #written(name: string, from: Resolved['from'], setting: Assignment): Value {
    return this.#value(name, from, setting, setting.value, hasPlaceholder(setting.value.text))
  }

  #value(
    name: string,
    from: Resolved['from'],
    setting: Assignment | undefined,
    value: MappedText,
    unknown: boolean,
  ): Value {
    return new Value(name, from, setting, value, unknown, this.#definitions(), this.#layers)
  }

  #definitions(): (name: string) => Definition | undefined {
    if (this.#lookup !== undefined) return this.#lookup
    // By way of a name: V8 takes a function that is put into a field right away for one that will live long, and keeps
    // it, and with it all that it can reach, until it sweeps the whole heap.
    const lookup = (name: string) => this.#define(name)
    this.#lookup = lookup
    return lookup
  }

  /** What a `$name` stands for. */
  #define(name: string): Definition | undefined {
    noteRead(name)
    const constant = this.#fixed?.get(name)
    const setting = this.#own.get(name) ?? this.#ownBelow?.get(name)
    const found = constant ? { value: constant } : setting ? definedBy(setting) : this.#layers.defaultOf(name, this)
    return found && this.#layers.isVerbatim?.(name) ? { ...found, verbatim: true } : found
  }

  /** A value that no override touches is the same as in the view below: its expansion need not be done again. */
  #sharedWithBelow(below: Effective, name: string, setting: Assignment | undefined): Resolved | undefined {
    const lower = below.get(name)
    if (lower === undefined || lower.setting !== setting || this.#hasOtherDefault(name, lower)) return undefined
    if (lower.expanded.problem) return undefined
    for (const reference of lower.expanded.references) {
      if (this.#own.has(reference.name) || this.#fixed?.get(reference.name) !== undefined) return undefined
      if (this.#hasOtherDefault(reference.name, below.get(reference.name))) return undefined
    }
    return lower
  }

  #hasOtherDefault(name: string, lower: Resolved | undefined): boolean {
    if (this.#own.size === 0 || lower?.from !== 'default') return false
    return this.#layers.hasOtherDefault?.(name, this) ?? false
  }
}

/** What a person wrote; a value that another program has yet to fill in is not known. */
function definedBy({ value }: Assignment): Definition {
  return hasPlaceholder(value.text) ? { value, unknown: true } : { value }
}

/** A class because a lint run makes thousands, and an object literal with getters costs many times as much. */
class Value implements Resolved {
  readonly name: string
  readonly from: Resolved['from']
  readonly setting?: Assignment
  readonly written: MappedText
  readonly refers: boolean
  dependsOn?: Reads
  isBeingExpanded = false
  readonly #unknown: boolean
  readonly #lookup: ((name: string) => Definition | undefined) | undefined
  readonly #layers: Layers | undefined
  #expanded: Expanded | undefined
  /** What the expansion depends on. */
  #reads: Reads | undefined
  #elements: readonly Element[] | undefined
  #fields: readonly Element[] | undefined
  #parts: readonly Part[] | undefined
  #items: readonly ListItem[] | undefined
  #fieldItems: readonly ListItem[] | undefined
  #memory: Memory | undefined

  constructor(
    name: string,
    from: Resolved['from'],
    setting: Assignment | undefined,
    written: MappedText,
    unknown: boolean,
    lookup: ((name: string) => Definition | undefined) | undefined,
    layers: Layers | undefined,
  ) {
    this.name = name
    this.from = from
    if (setting !== undefined) this.setting = setting
    this.written = written
    this.refers = written.text.includes('$')
    this.#unknown = unknown
    this.#lookup = lookup
    this.#layers = layers
  }

  get memory(): Memory {
    this.#memory ??= new Map()
    return this.#memory
  }

  get isFixed(): boolean {
    return this.#lookup === undefined
  }

  get expanded(): Expanded {
    if (!readsAreNoted() || !this.refers || this.isFixed) {
      this.#expanded ??= this.#expand()
      return this.#expanded
    }
    if (this.#expanded === undefined)
      this.#reads = recordReads(() => {
        this.#expanded = this.#expand()
      })
    noteReads(this.#reads)
    return this.#expanded ?? this.#expand()
  }

  #expand(): Expanded {
    const layers = this.#layers
    if (!this.refers || this.#lookup === undefined || layers === undefined || layers.isRaw(this.name))
      return asWritten(this.written)
    this.isBeingExpanded = true
    try {
      return expand(this.written, this.#lookup, layers.expansion)
    } finally {
      this.isBeingExpanded = false
    }
  }

  get text(): string {
    return this.refers ? this.expanded.text.text : this.written.text
  }

  get unknown(): boolean {
    return this.#unknown || (this.refers && this.expanded.unknown)
  }

  /** What is kept below was made from the expansion, and depends on what that depends on. */
  #noteExpansion(): void {
    if (this.refers && readsAreNoted()) void this.expanded
  }

  // What was read is kept here as well: a value too long to be remembered by its text is read once for all rules.
  list(shape: 'list' | 'fields' = 'list'): readonly Element[] {
    this.#noteExpansion()
    if (shape === 'fields') {
      this.#fields ??= parseList(this.text, shape)
      return this.#fields
    }
    this.#elements ??= parseList(this.text, shape)
    return this.#elements
  }

  items(shape: 'list' | 'fields' = 'list'): readonly ListItem[] {
    this.#noteExpansion()
    if (shape === 'fields') {
      this.#fieldItems ??= toItems(this.expanded.text, this.list(shape))
      return this.#fieldItems
    }
    this.#items ??= toItems(this.expanded.text, this.list(shape))
    return this.#items
  }

  parts(): readonly Part[] {
    this.#noteExpansion()
    this.#parts ??= parseText(this.text)
    return this.#parts
  }
}
