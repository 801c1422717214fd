import type { FamilyParameter, Parameter } from '../catalog/types.js'
import type { Assignment } from '../syntax/nodes.js'
import { parseList } from '../syntax/value.js'
import { type MappedText, origin } from '../text/mapped-text.js'
import type { Location } from '../text/range.js'
import { clientPrefixesIn } from './client-prefixes.js'
import type { Effective } from './effective.js'
import { expand } from './expand.js'
import { mentionsIn } from './mentions.js'
import type { Project } from './project.js'
import type { Service } from './service.js'

/** Why postconf(1) takes a name for a parameter. */
export type NameReason =
  /** Postfix has it, or had it and still honours it. */
  | { readonly kind: 'postfix'; readonly parameter: Parameter }
  /** A service of master.cf makes it: `<transport>_destination_rate_delay`. */
  | { readonly kind: 'service'; readonly parameter: FamilyParameter }
  /** A person made it up, and something refers to it. */
  | { readonly kind: 'user'; readonly by: UserNameUse }

/** What refers to a name that a person made up. */
export interface UserNameUse {
  /** `reference`: `$name`; `class`: it is in smtpd_restriction_classes; `client`: a table names its prefix. */
  readonly kind: 'reference' | 'class' | 'client'
  /** The setting whose value does so. */
  readonly setting: Assignment
}

/** A setting that nothing uses: postconf(1) says `unused parameter`. */
export interface UnusedName {
  /** The last assignment of the name in its file or service. */
  readonly setting: Assignment
  /** For a `-o`: the entries of master.cf with that service and type (more than one only by mistake). */
  readonly services: readonly Service[]
}

/** A name that is referred to and defined nowhere: postconf(1) says `undefined parameter`. */
export interface UndefinedName {
  readonly name: string
  /** `reference`: `$name`; `test`: `${name?...}` or `${name:...}`; `class`: it is in smtpd_restriction_classes. */
  readonly kind: 'reference' | 'test' | 'class'
  /** The value that refers to it. */
  readonly setting: Assignment
  /** Where the name stands in it; undefined when it came out of another value's default. */
  readonly at: Location | undefined
  readonly services: readonly Service[]
}

/** Which names a project gives a meaning, decided as postconf(1) does (`src/postconf/postconf_user.c`). */
export interface KnownNames {
  /** False when a file is missing: then a name that looks unused or undefined may have its other half there. */
  readonly complete: boolean
  /** Why a name is valid in main.cf, or in the `-o` of a service; undefined when nothing uses it. */
  reason(name: string, service?: Service): NameReason | undefined
  /** What nothing uses, main.cf first, each name once in its file or service. */
  readonly unused: readonly UnusedName[]
  /** What nothing defines: services first, then main.cf, as postconf(1) goes through them. */
  readonly undefinedNames: readonly UndefinedName[]
  /** Settings of what Postfix alone sets; they are ignored. */
  readonly readOnly: readonly UnusedName[]
}

const projects = new WeakMap<Project, KnownNames>()

/** The names of a project. Worked out on first use, once. */
export function knownNames(project: Project): KnownNames {
  const known = projects.get(project)
  if (known !== undefined) return known
  const found = findNames(project)
  projects.set(project, found)
  return found
}

/** One name space: main.cf, or all the `-o` of a service and type. */
interface Scope {
  readonly own: ReadonlyMap<string, Assignment>
  readonly view: Effective
  readonly services: readonly Service[]
  /** Names of people's own that are in use here. */
  readonly inUse: Map<string, UserNameUse>
}

function findNames(project: Project): KnownNames {
  const { catalog } = project
  const main: Scope = { own: project.base.own, view: project.base, services: [], inUse: new Map() }
  const scopes = serviceScopes(project)
  const made = serviceMadeNames(project)
  const undefinedNames: UndefinedName[] = []
  const readOnly: UnusedName[] = []

  const builtin = (name: string): NameReason | undefined => {
    const parameter = catalog.parameter(name)
    if (parameter !== undefined && parameter.class !== 'unlisted') return { kind: 'postfix', parameter }
    const family = made(name)
    return family && { kind: 'service', parameter: family }
  }

  /** Marks a name as used where it is defined. False when it is defined nowhere. */
  const use = (name: string, scope: Scope, by: UserNameUse): boolean => {
    let defined = false
    const mark = (where: Scope): void => {
      defined = true
      if (!where.inUse.has(name)) where.inUse.set(name, by)
    }
    if (scope !== main && scope.own.has(name)) mark(scope)
    else if (main.own.has(name)) mark(main)
    if (scope === main) for (const local of scopes) if (local.own.has(name)) mark(local)
    return defined || builtin(name) !== undefined
  }

  const declareClasses = (scope: Scope, setting: Assignment): void => {
    for (const { name, at } of classNames(scope, setting, catalog.atLeast('3.0'))) {
      if (use(name, scope, { kind: 'class', setting })) continue
      undefinedNames.push({ name, kind: 'class', setting, at, services: scope.services })
    }
  }

  const scan = (scope: Scope): void => {
    for (const setting of scope.own.values()) {
      const parameter = catalog.parameter(setting.name)
      if (parameter?.kind === 'restriction-class-names') declareClasses(scope, setting)
      if (parameter?.class === 'read-only') {
        readOnly.push({ setting, services: scope.services })
        continue
      }
      if (parameter?.type === 'raw') continue
      for (const { name, nameSpan, mode } of mentionsIn(setting.value.text)) {
        if (use(name, scope, { kind: 'reference', setting })) continue
        const at = origin(setting.value, nameSpan)?.location
        undefinedNames.push({ name, kind: mode === 'use' ? 'reference' : 'test', setting, at, services: scope.services })
      }
      const scanned = parameter === undefined ? made(setting.name) !== undefined : parameter.class === 'builtin'
      if (!scanned && catalog.atLeast('2.10')) continue
      if (!/[:$]/.test(setting.value.text)) continue
      const text = scope.view.get(setting.name)?.text ?? setting.value.text
      for (const { client, prefix } of clientPrefixesIn(text, catalog)) {
        for (const name of client.legacyNames(prefix)) use(name, scope, { kind: 'client', setting })
      }
    }
  }
  for (const scope of scopes) scan(scope)
  scan(main)

  const scopeOfService = new Map(scopes.flatMap(scope => scope.services.map(service => [service, scope] as const)))
  const reasonIn = (name: string, scope: Scope): NameReason | undefined => {
    const by = scope.inUse.get(name) ?? main.inUse.get(name)
    return builtin(name) ?? (by && { kind: 'user', by })
  }
  const unused = [main, ...scopes].flatMap(scope =>
    [...scope.own.values()]
      .filter(setting => reasonIn(setting.name, scope) === undefined)
      .map(setting => ({ setting, services: scope.services })),
  )
  return {
    complete: project.main !== undefined && project.master !== undefined,
    reason: (name, service) => reasonIn(name, (service && scopeOfService.get(service)) ?? main),
    unused,
    undefinedNames,
    readOnly,
  }
}

/** Finds the parameter that a service of master.cf makes (`pcf_register_service_parameters`). */
function serviceMadeNames(project: Project): (name: string) => FamilyParameter | undefined {
  const { catalog } = project
  const programs = new Map<string, Set<string>>()
  for (const { name, entry } of project.services) {
    const known = programs.get(name)
    if (known === undefined) programs.set(name, new Set([entry.command.text]))
    else known.add(entry.command.text)
  }
  return name => {
    for (const suffix of catalog.transportSuffixes()) {
      if (!name.endsWith(suffix)) continue
      const transport = name.slice(0, -suffix.length)
      for (const program of programs.get(transport) ?? []) {
        const found = catalog.serviceMade({ name: transport, program }).find(made => made.name === name)
        if (found !== undefined) return found
      }
    }
    return undefined
  }
}

/** Entries with the same service and type share one name space (`pcf_parse_master_entry`). */
function serviceScopes(project: Project): readonly Scope[] {
  const byLabel = new Map<string, Service[]>()
  for (const service of project.services) {
    if (service.overrides.length === 0 && !byLabel.has(service.label)) continue
    const same = byLabel.get(service.label)
    if (same === undefined) byLabel.set(service.label, [service])
    else same.push(service)
  }
  const scopes: Scope[] = []
  for (const services of byLabel.values()) {
    const [first] = services
    if (first === undefined) continue
    const own = new Map(services.flatMap(({ overrides }) => overrides.map(setting => [setting.name, setting] as const)))
    scopes.push({ own, view: first.config, services, inUse: new Map() })
  }
  return scopes
}

/** The names in a scope's own list of restriction classes; only the scope itself expands `$names` in it. */
function classNames(
  scope: Scope,
  setting: Assignment,
  braces: boolean,
): readonly { readonly name: string; readonly at: Location | undefined }[] {
  const lookup = (name: string): { readonly value: MappedText } | undefined => scope.own.get(name)
  const { text } = expand(setting.value, lookup, braces)
  return parseList(text.text).map(({ span }) => ({
    name: text.text.slice(span.start, span.end),
    at: origin(text, span)?.location,
  }))
}
