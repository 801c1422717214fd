import type { Effective, Resolved } from '../config/effective.js'
import type { Project } from '../config/project.js'
import { namesOf } from '../config/resolve.js'
import type { Service } from '../config/service.js'
import { valueKindOf } from '../config/value-kinds.js'
import type { Argument } from '../syntax/nodes.js'
import { lazily } from '../text/lazily.js'
import { remembered } from '../text/remembered.js'
import { differsFromDefault } from './default-value.js'
import { namesRead } from './names-read.js'
import { type TypedValue, typedValue } from './typed-value.js'
import { writtenText } from './written-text.js'

/** Where a value comes from, and how it is written (`schemas/configuration.schema.json`). */
export interface ValueOrigin {
  readonly from: 'default' | 'main.cf' | 'master.cf'
  /** As it is written; of a default, as Postfix has it built in. */
  readonly written: string
  /** With every `$name` filled in; null when it depends on what is not known, or Postfix gives up on it. */
  readonly expanded: string | null
  /** Set to something else than what it would be anyway. */
  readonly differs: boolean
  readonly file?: string
  /** From 1. */
  readonly line?: number
  readonly column?: number
}

/** What one program sees: values as what they mean, and where they come from, by the same names. */
export interface EffectiveValues {
  readonly parameters: Readonly<Record<string, TypedValue>>
  readonly origins: Readonly<Record<string, ValueOrigin>>
}

/** An entry of master.cf with what its program runs with. Columns have their defaults filled in; null: not valid. */
export interface EffectiveService extends EffectiveValues {
  /** `smtp/inet`. */
  readonly label: string
  readonly name: string
  readonly type: string
  /** Last part of the command's path. */
  readonly program: string
  /** What follows it, but for `-o`. */
  readonly arguments: readonly string[]
  readonly private: boolean | null
  readonly unprivileged: boolean | null
  readonly chroot: boolean | null
  /** Seconds; 0: never. */
  readonly wakeup: number | null
  /** 0: no limit. */
  readonly processLimit: number | null
  readonly file: string
  /** From 1. */
  readonly line: number
}

/** What an instance of Postfix really runs with. */
export interface EffectiveConfiguration {
  readonly version: 1
  readonly postfix: { readonly version: string; readonly profile: string }
  /** What a program outside master.cf sees: master(8) itself, sendmail(1), postqueue(1) ... */
  readonly main: EffectiveValues
  /** In the order of master.cf. */
  readonly services: readonly EffectiveService[]
  /** What kind of value each parameter has, as far as Postfix says. */
  readonly kinds: Readonly<Record<string, string>>
}

/**
 * Works out everything that the programs of an instance run with, as plain data. Each part is worked out when it is
 * looked at: a policy for a few services costs no more than these.
 */
export function effectiveConfiguration(project: Project): EffectiveConfiguration {
  const { catalog, target } = project
  const main = valuesOf(project, project.base, () => namesOf(project, project.base))
  const services = project.services.map(service => serviceEntry(project, service))
  const kinds = lazily(() => {
    const names = new Set([main, ...services].flatMap(({ parameters }) => Object.keys(parameters)))
    return record(
      [...names].sort().flatMap(name => {
        const kind = valueKindOf(project, name)
        return kind === undefined ? [] : [[name, kind] as const]
      }),
    )
  })
  return {
    version: 1,
    postfix: { version: catalog.version, profile: target.profile },
    main,
    services,
    get kinds() {
      return kinds()
    },
  }
}

function serviceEntry(project: Project, service: Service): EffectiveService {
  const { entry, label, name, type, program, config } = service
  const file = project.master?.source.name ?? ''
  const values = valuesOf(project, config, () => namesRead(project, service))
  return {
    label,
    name,
    type,
    program,
    arguments: entry.arguments.flatMap(argumentText),
    private: service.isPrivate ?? null,
    unprivileged: service.isUnprivileged ?? null,
    chroot: service.isChrooted ?? null,
    wakeup: service.wakeup ?? null,
    processLimit: processLimit(project, service),
    file,
    line: project.sources.get(file)?.positionAt(entry.service.range.start).line ?? 1,
    get parameters() {
      return values.parameters
    },
    get origins() {
      return values.origins
    },
  }
}

function processLimit(project: Project, { processLimit: limit }: Service): number | null {
  if (limit !== 'default') return limit ?? null
  const resolved = project.base.get('default_process_limit')
  const value = resolved && typedValue(resolved, project)
  return typeof value === 'number' ? value : null
}

function argumentText(argument: Argument): readonly string[] {
  switch (argument.type) {
    case 'override':
    case 'broken-override':
      return []
    case 'option':
      return [`-${argument.letter}`, ...(argument.value ? [argument.value.text] : [])]
    case 'attribute':
      return [`${argument.name}=${argument.value.text}`]
    case 'word':
      return [argument.text]
  }
}

function valuesOf(project: Project, view: Effective, names: () => readonly string[]): EffectiveValues {
  const found = lazily(() => names().flatMap(name => view.get(name) ?? []))
  const parameters = lazily(() =>
    record(found().map(resolved => [resolved.name, typedValue(resolved, project)] as const)),
  )
  const origins = lazily(() =>
    record(found().map(resolved => [resolved.name, originOf(resolved, project, view)] as const)),
  )
  return {
    get parameters() {
      return parameters()
    },
    get origins() {
      return origins()
    },
  }
}

/** Names of a person's own can be any word: `__proto__` is one like any other. */
function record<T>(entries: Iterable<readonly [string, T]>): Readonly<Record<string, T>> {
  return Object.fromEntries(entries)
}

const originOf = remembered((resolved: Resolved, project: Project, view: Effective): ValueOrigin => {
  const { from, setting, expanded, unknown } = resolved
  const place = setting && project.sources.get(setting.file)?.positionAt(setting.nameRange.start)
  return {
    from,
    written: writtenText(project, resolved),
    expanded: unknown || expanded.problem !== undefined ? null : resolved.text,
    differs: differsFromDefault(project, view, resolved),
    ...(setting && place && { file: setting.file, line: place.line, column: place.column }),
  }
})
