import type { Element, Part } from '../../grammars/value-nodes.js'
import type { Assignment } from '../syntax/nodes.js'
import { parseList, parseText } from '../syntax/value.js'
import type { MappedText } from '../text/mapped-text.js'
import { type Definition, type Expanded, type ExpandOptions, expand } from './expand.js'

/** The value of one parameter as one program sees it. */
export interface Resolved {
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
  /** The expanded text with what is left of `$` (per-delivery macros of raw parameters). */
  parts(): readonly Part[]
}

/** All settings as one program sees them: a stack of layers that is asked, never copied. */
export interface Effective {
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
  readonly defaultOf: (name: string) => Definition | undefined
  /** Values that depend on which program asks (`service_name`, `process_name`); they win over every setting. */
  readonly fixed?: ReadonlyMap<string, MappedText>
  /** True when a parameter's own value is used as written, without expansion. */
  readonly isRaw: (name: string) => boolean
  /** How `$` references are replaced. */
  readonly expansion: ExpandOptions
  /** True when a parameter's value, brought in by a `$name`, is put in place with its own `$` unread. */
  readonly isVerbatim?: (name: string) => boolean
}

/** Builds a view over layers. Nothing is expanded or looked up until it is asked for; answers are remembered. */
export function createEffective(layers: Layers): Effective {
  const { own, below, fixed } = layers
  const answers = new Map<string, Resolved | undefined>()

  const find = (name: string): (Definition & Pick<Resolved, 'from'> & { setting?: Assignment }) | undefined => {
    const constant = fixed?.get(name)
    if (constant !== undefined) return { value: constant, from: 'default' }
    const setting = own.get(name)
    if (setting !== undefined) return { value: setting.value, from: layers.from, setting }
    const lower = below?.own.get(name)
    if (lower !== undefined) return { value: lower.value, from: 'main.cf', setting: lower }
    const builtin = layers.defaultOf(name)
    return builtin && { ...builtin, from: 'default' }
  }

  const lookup = (name: string): Definition | undefined => {
    const found = find(name)
    return found && layers.isVerbatim?.(name) ? { ...found, verbatim: true } : found
  }

  const view: Effective = {
    own,
    ...(below && { below }),
    get(name) {
      if (below !== undefined && !own.has(name) && !fixed?.has(name)) {
        // Most of what a service is asked for is main.cf's or a default, and refers to nothing.
        const lower = below.get(name)
        if (lower === undefined || !lower.refers) return lower
      }
      const known = answers.get(name)
      if (known !== undefined || answers.has(name)) return known
      const found = find(name)
      const shared = found && sharedWithBelow(view, name, found.setting)
      const answer = shared ?? (found && new Value(name, found, lookup, layers))
      answers.set(name, answer)
      return answer
    },
  }
  return view

  /** A value that no override touches is the same as in the view below: its expansion need not be done again. */
  function sharedWithBelow(self: Effective, name: string, setting: Assignment | undefined): Resolved | undefined {
    if (below === undefined || self.own.has(name) || fixed?.has(name)) return undefined
    const lower = below.get(name)
    if (lower === undefined || lower.setting !== setting) return undefined
    const touched = (reference: { readonly name: string }) => own.has(reference.name) || fixed?.has(reference.name)
    return lower.expanded.problem || lower.expanded.references.some(touched) ? undefined : lower
  }
}

type Found = Definition & Pick<Resolved, 'from'> & { readonly setting?: Assignment }

/** A class because a lint run makes thousands, and an object literal with getters costs many times as much. */
class Value implements Resolved {
  readonly name: string
  readonly from: Resolved['from']
  readonly setting?: Assignment
  readonly written: MappedText
  readonly refers: boolean
  readonly #unknown: boolean
  readonly #lookup: (name: string) => Definition | undefined
  readonly #layers: Layers
  #expanded: Expanded | undefined
  #elements: readonly Element[] | undefined
  #fields: readonly Element[] | undefined
  #parts: readonly Part[] | undefined

  constructor(name: string, found: Found, lookup: (name: string) => Definition | undefined, layers: Layers) {
    this.name = name
    this.from = found.from
    if (found.setting !== undefined) this.setting = found.setting
    this.written = found.value
    this.refers = found.value.text.includes('$')
    this.#unknown = found.unknown === true
    this.#lookup = lookup
    this.#layers = layers
  }

  get expanded(): Expanded {
    this.#expanded ??= this.#layers.isRaw(this.name)
      ? { text: this.written, references: [], complaints: [], unknown: false }
      : expand(this.written, this.#lookup, this.#layers.expansion)
    return this.#expanded
  }

  get text(): string {
    return this.expanded.text.text
  }

  get unknown(): boolean {
    return this.#unknown || this.expanded.unknown
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

  parts(): readonly Part[] {
    this.#parts ??= parseText(this.text)
    return this.#parts
  }
}
