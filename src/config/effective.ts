import type { Element, Part } from '../../grammars/value-nodes.js'
import type { Assignment } from '../syntax/nodes.js'
import { parseList, parseText } from '../syntax/value.js'
import type { MappedText } from '../text/mapped-text.js'
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
  /** Settings of this view's own layer: the `-o` of a service (for the base view, main.cf), the last of each name. */
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

/** A value that is the same in every configuration: a built-in default that refers to nothing. */
export function createConstant(name: string, { value, unknown }: Definition): Resolved {
  return new Value(name, 'default', undefined, value, unknown === true, undefined, undefined)
}

/** A class because a lint run makes one for each service and asks them thousands of times. */
class View implements Effective {
  readonly own: ReadonlyMap<string, Assignment>
  readonly below?: Effective
  readonly #layers: Layers
  readonly #fixed: Layers['fixed']
  #answers: Map<string, Resolved | undefined> | undefined
  #lookup: ((name: string) => Definition | undefined) | undefined
  #memory: Memory | undefined

  constructor(layers: Layers) {
    this.own = layers.own
    if (layers.below !== undefined) this.below = layers.below
    this.#layers = layers
    this.#fixed = layers.fixed
  }

  get memory(): Memory {
    this.#memory ??= new Map()
    return this.#memory
  }

  get(name: string): Resolved | undefined {
    if (this.below !== undefined && !this.own.has(name) && this.#fixed?.get(name) === undefined) {
      // Most of what a service is asked for is main.cf's or a default, and refers to nothing.
      const lower = this.below.get(name)
      if (lower === undefined || (!lower.refers && !this.#hasOtherDefault(name, lower))) return lower
    }
    this.#answers ??= new Map()
    const known = this.#answers.get(name)
    if (known !== undefined || this.#answers.has(name)) return known
    const answer = this.#answer(name)
    this.#answers.set(name, answer)
    return answer
  }

  #answer(name: string): Resolved | undefined {
    const { own, below } = this
    const layers = this.#layers
    const constant = this.#fixed?.get(name)
    if (constant !== undefined) return this.#value(name, 'default', undefined, constant, false)
    const setting = own.get(name)
    if (setting !== undefined) return this.#written(name, layers.from, setting)
    const lower = below?.own.get(name)
    const shared = below && this.#sharedWithBelow(below, name, lower)
    if (shared !== undefined) return shared
    if (lower !== undefined) return this.#written(name, 'main.cf', lower)
    const always = layers.constantOf?.(name)
    if (always !== undefined) return always
    const builtin = layers.defaultOf(name, this)
    return builtin && this.#value(name, 'default', undefined, builtin.value, builtin.unknown === true)
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
    this.#lookup ??= each => this.#define(each)
    return new Value(name, from, setting, value, unknown, this.#lookup, this.#layers)
  }

  /** What a `$name` stands for. */
  #define(name: string): Definition | undefined {
    const constant = this.#fixed?.get(name)
    const setting = this.own.get(name) ?? this.below?.own.get(name)
    const found = constant ? { value: constant } : setting ? definedBy(setting) : this.#layers.defaultOf(name, this)
    return found && this.#layers.isVerbatim?.(name) ? { ...found, verbatim: true } : found
  }

  /** A value that no override touches is the same as in the view below: its expansion need not be done again. */
  #sharedWithBelow(below: Effective, name: string, setting: Assignment | undefined): Resolved | undefined {
    const lower = below.get(name)
    if (lower === undefined || lower.setting !== setting || this.#hasOtherDefault(name, lower)) return undefined
    if (lower.expanded.problem) return undefined
    for (const reference of lower.expanded.references) {
      if (this.own.has(reference.name) || this.#fixed?.get(reference.name) !== undefined) return undefined
      if (this.#hasOtherDefault(reference.name, below.get(reference.name))) return undefined
    }
    return lower
  }

  #hasOtherDefault(name: string, lower: Resolved | undefined): boolean {
    if (this.own.size === 0 || lower?.from !== 'default') return false
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
  readonly #unknown: boolean
  readonly #lookup: ((name: string) => Definition | undefined) | undefined
  readonly #layers: Layers | undefined
  #expanded: Expanded | undefined
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

  get expanded(): Expanded {
    this.#expanded ??=
      !this.refers || this.#lookup === undefined || this.#layers === undefined || this.#layers.isRaw(this.name)
        ? asWritten(this.written)
        : expand(this.written, this.#lookup, this.#layers.expansion)
    return this.#expanded
  }

  get text(): string {
    return this.refers ? this.expanded.text.text : this.written.text
  }

  get unknown(): boolean {
    return this.#unknown || (this.refers && this.expanded.unknown)
  }

  // What was read is kept here as well: a value too long to be remembered by its text is read once for all rules.
  list(shape: 'list' | 'fields' = 'list'): readonly Element[] {
    if (shape === 'fields') {
      this.#fields ??= parseList(this.text, shape)
      return this.#fields
    }
    this.#elements ??= parseList(this.text, shape)
    return this.#elements
  }

  items(shape: 'list' | 'fields' = 'list'): readonly ListItem[] {
    if (shape === 'fields') {
      this.#fieldItems ??= toItems(this.expanded.text, this.list(shape))
      return this.#fieldItems
    }
    this.#items ??= toItems(this.expanded.text, this.list(shape))
    return this.#items
  }

  parts(): readonly Part[] {
    this.#parts ??= parseText(this.text)
    return this.#parts
  }
}
