import type { Catalog } from '../catalog/types.js'
import { compareVersions } from '../catalog/versions.js'
import { type FieldName, fieldNames, type Override, type ServiceLine } from '../syntax/nodes.js'
import { type MappedText, unmapped } from '../text/mapped-text.js'
import type { Memory, Remembering } from '../text/remembered.js'
import { levelNumber } from './compatibility-level.js'
import type { Effective, Layers } from './effective.js'

/** One entry of master.cf with what its program really runs with. */
export interface Service extends Remembering {
  readonly entry: ServiceLine
  /** As diagnostics name it: `smtp/inet`. */
  readonly label: string
  /** First column. */
  readonly name: string
  /** Second column. */
  readonly type: string
  /** Last part of the command's path: `smtpd`. */
  readonly program: string
  readonly overrides: readonly Override[]
  readonly config: Effective
  /** Columns with their defaults filled in; undefined where the text is not valid. */
  readonly isPrivate: boolean | undefined
  readonly isUnprivileged: boolean | undefined
  readonly isChrooted: boolean | undefined
  /** Seconds; 0: never. */
  readonly wakeup: number | undefined
  /** 0: no limit; `default`: the column is `-`. */
  readonly processLimit: number | 'default' | undefined
  /** Text of a column. */
  column(name: FieldName): string
}

/** Puts an entry together with its view. Both are lazy: most entries of a lint run are asked very little. */
export function createService(
  entry: ServiceLine,
  overrides: readonly Override[],
  view: (fixed: ServiceNames) => Effective,
  chrootDefault: () => boolean,
): Service {
  return new Entry(entry, overrides, view, chrootDefault)
}

/** Values that every service has of its own: `service_name`, `process_name`. */
export type ServiceNames = NonNullable<Layers['fixed']>

/** What postconf(1) and the programs fill in for each service (`src/master/*_server.c`). */
class OwnNames implements ServiceNames {
  readonly #program: string
  readonly #service: string

  constructor(program: string, service: string) {
    this.#program = program
    this.#service = service
  }

  get(name: string): MappedText | undefined {
    if (name === 'process_name') return unmapped(this.#program)
    return name === 'service_name' ? unmapped(this.#service) : undefined
  }
}

/** A class because a lint run makes many, and an object literal with getters costs many times as much. */
class Entry implements Service {
  readonly entry: ServiceLine
  readonly label: string
  readonly name: string
  readonly type: string
  readonly program: string
  readonly overrides: readonly Override[]
  readonly #view: (fixed: ServiceNames) => Effective
  readonly #chrootDefault: () => boolean
  #config: Effective | undefined
  #memory: Memory | undefined

  constructor(
    entry: ServiceLine,
    overrides: readonly Override[],
    view: (fixed: ServiceNames) => Effective,
    chrootDefault: () => boolean,
  ) {
    const command = entry.command.text
    this.entry = entry
    this.name = entry.service.text
    this.type = entry.transport.text
    this.label = `${this.name}/${this.type}`
    this.program = command.slice(command.lastIndexOf('/') + 1)
    this.overrides = overrides
    this.#view = view
    this.#chrootDefault = chrootDefault
  }

  get config(): Effective {
    this.#config ??= this.#view(new OwnNames(this.program, this.name))
    return this.#config
  }

  get memory(): Memory {
    this.#memory ??= new Map()
    return this.#memory
  }

  get isPrivate(): boolean | undefined {
    return yesOrNo(this.column('private'), true)
  }

  get isUnprivileged(): boolean | undefined {
    return yesOrNo(this.column('unprivileged'), true)
  }

  get isChrooted(): boolean | undefined {
    const text = this.column('chroot')
    return text === '-' ? this.#chrootDefault() : yesOrNo(text, false)
  }

  get wakeup(): number | undefined {
    return leadingNumber(this.column('wakeup'), 0)
  }

  get processLimit(): number | 'default' | undefined {
    return leadingNumber(this.column('process_limit'), 'default')
  }

  column(name: FieldName): string {
    return this.entry.fields[fieldNames.indexOf(name)]?.text ?? ''
  }
}

function yesOrNo(text: string, whenDash: boolean): boolean | undefined {
  return text === '-' ? whenDash : text === 'y' ? true : text === 'n' ? false : undefined
}

// master(8) reads leading digits and looks no further (`get_int_ent` in `src/master/master_ent.c`).
function leadingNumber<D>(text: string, whenDash: D): number | D | undefined {
  if (text === '-') return whenDash
  const digits = /^[0-9]+/.exec(text)
  return digits === null ? undefined : Number(digits[0])
}

/** What `-` means in the chroot column: `y` before 3.0, and below compatibility level 1 from then on. */
export function chrootDefault(base: Effective, catalog: Catalog): boolean {
  if (compareVersions(catalog.version, '3.0') < 0) return true
  const level = levelNumber(base.get('compatibility_level')?.text ?? '0')
  return level !== undefined && level < (levelNumber('1') ?? 0)
}
