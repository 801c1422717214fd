import type { Catalog } from '../catalog/types.js'
import { compareVersions } from '../catalog/versions.js'
import type { FieldName, Override, ServiceLine } from '../syntax/nodes.js'
import { unmapped } from '../text/mapped-text.js'
import type { Effective, Layers } from './effective.js'
import { levelNumber } from './compatibility-level.js'

/** One entry of master.cf with what its program really runs with. */
export interface Service {
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
  view: (fixed: Layers['fixed']) => Effective,
  base: Effective,
  catalog: Catalog,
): Service {
  const column = (name: FieldName): string => entry.fields.find(field => field.name === name)?.text ?? ''
  const program = entry.command.text.slice(entry.command.text.lastIndexOf('/') + 1)
  const name = entry.service.text
  let config: Effective | undefined
  return {
    entry,
    label: `${name}/${entry.transport.text}`,
    name,
    type: entry.transport.text,
    program,
    overrides,
    get config() {
      // postconf(1) and the programs fill these in for each service (`src/master/*_server.c`).
      config ??= view(
        new Map([
          ['process_name', unmapped(program)],
          ['service_name', unmapped(name)],
        ]),
      )
      return config
    },
    get isPrivate() {
      return yesOrNo(column('private'), true)
    },
    get isUnprivileged() {
      return yesOrNo(column('unprivileged'), true)
    },
    get isChrooted() {
      return yesOrNo(column('chroot'), chrootDefault(base, catalog))
    },
    get wakeup() {
      return leadingNumber(column('wakeup'), 0)
    },
    get processLimit() {
      return leadingNumber(column('process_limit'), 'default')
    },
    column,
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
