import type { Catalog, FamilyParameter, Parameter } from '../catalog/types.js'
import { isBlankOrComma } from '../syntax/characters.js'
import type { Assignment } from '../syntax/nodes.js'
import { nextWord } from '../syntax/words.js'
import { origin } from '../text/mapped-text.js'
import type { Location } from '../text/range.js'
import { remembered } from '../text/remembered.js'
import { type ClientMention, clientMentionsIn } from './client-prefixes.js'
import type { Effective } from './effective.js'
import { type Expanded, expand } from './expand.js'
import type { MacroComplaint } from './macro-complaints.js'
import { macroRules } from './macro-types.js'
import { scanMentions } from './mentions.js'

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

/** One name space of postconf(1): main.cf, or all the `-o` of a service and type. */
export interface NameSpace {
  /** The settings of the space, the last of each name. */
  readonly own: ReadonlyMap<string, Assignment>
  /** How values look from here. */
  readonly view: Pick<Effective, 'get'>
}

/** All name spaces of a configuration. */
export interface NameSpaces<Space extends NameSpace> {
  readonly catalog: Catalog
  readonly main: Space
  readonly local: readonly Space[]
  /** The parameter that a service of master.cf makes. */
  readonly made: (name: string) => FamilyParameter | undefined
  /** Defaults that the host decides, and that may so hold a `$` that no release put there. */
  readonly computed?: Iterable<Assignment>
}

/** Something that postconf(1) remarks while it looks for names, in the order it does. */
export type NameRemark<Space> = { readonly space: Space; readonly setting: Assignment } & (
  | {
      readonly kind: 'undefined'
      readonly name: string
      /** `reference`: `$name`; `test`: `${name?...}` and `${name:...}`; `class`: it is in smtpd_restriction_classes. */
      readonly how: 'reference' | 'test' | 'class'
      readonly at: Location | undefined
    }
  /** Postfix alone sets it; the setting is ignored. */
  | { readonly kind: 'read-only' }
  /** A reference that cannot be read. */
  | { readonly kind: 'complaint'; readonly complaint: MacroComplaint }
  /** A value that cannot be expanded, here that of the restriction classes or one that may name a database client. */
  | { readonly kind: 'unreadable'; readonly what: 'classes' | 'clients'; readonly expanded: Expanded }
  | { readonly kind: 'client'; readonly mention: Exclude<ClientMention, { readonly kind: 'prefix' }> }
)

/** Why a name is valid in a name space; undefined when nothing uses it. */
export type NameReasons<Space> = (name: string, space: Space) => NameReason | undefined

/** Finds what gives names a meaning, as `pcf_register_user_parameters` does (`src/postconf/postconf_user.c`). */
export function scanNames<Space extends NameSpace>(
  { catalog, main, local, made, computed }: NameSpaces<Space>,
  remark: (remark: NameRemark<Space>) => void,
): NameReasons<Space> {
  const rules = macroRules(catalog)
  const inUse = new Map<Space, Map<string, UserNameUse>>([main, ...local].map(space => [space, new Map()]))

  const builtin = (name: string): NameReason | undefined => {
    const known = postfixReasons(catalog).get(name)
    if (known !== undefined) return known
    const parameter = catalog.parameter(name)
    if (parameter !== undefined && parameter.class !== 'unlisted') {
      const reason: NameReason = { kind: 'postfix', parameter }
      postfixReasons(catalog).set(name, reason)
      return reason
    }
    const family = made(name)
    return family && { kind: 'service', parameter: family }
  }

  /** Marks a name as used where it is defined. False when it is defined nowhere. */
  const use = (name: string, space: Space, by: UserNameUse): boolean => {
    let defined = false
    const mark = (where: Space): void => {
      defined = true
      const names = inUse.get(where)
      if (names !== undefined && !names.has(name)) names.set(name, by)
    }
    if (space !== main && space.own.has(name)) mark(space)
    else if (main.own.has(name)) mark(main)
    if (space === main) for (const other of local) if (other.own.has(name)) mark(other)
    return defined || builtin(name) !== undefined
  }

  const declareClasses = (space: Space, setting: Assignment): void => {
    // Only the space itself expands `$names` in the list.
    const expanded = expand(setting.value, name => space.own.get(name), { rules, followLoops: true })
    if (expanded.problem) {
      remark({ kind: 'unreadable', what: 'classes', space, setting, expanded })
      return
    }
    const { text } = expanded
    for (let next = nextClass(text.text, 0); next !== undefined; next = nextClass(text.text, next.end)) {
      const name = text.text.slice(next.start, next.end)
      if (use(name, space, { kind: 'class', setting })) continue
      remark({ kind: 'undefined', how: 'class', name, space, setting, at: origin(text, next)?.location })
    }
  }

  const findMentions = (space: Space, setting: Assignment): void => {
    const { mentions, complaints } = scanMentions(setting.value.text, rules)
    for (const { name, nameSpan, mode } of mentions) {
      if (use(name, space, { kind: 'reference', setting })) continue
      const how = mode === 'use' ? 'reference' : 'test'
      remark({ kind: 'undefined', how, name, space, setting, at: origin(setting.value, nameSpan)?.location })
    }
    for (const complaint of complaints) remark({ kind: 'complaint', complaint, space, setting })
  }

  const findClients = (space: Space, setting: Assignment): void => {
    const value = space.view.get(setting.name)
    if (value?.expanded.problem) {
      remark({ kind: 'unreadable', what: 'clients', space, setting, expanded: value.expanded })
      return
    }
    for (const mention of clientMentionsIn(value?.text ?? setting.value.text, catalog)) {
      if (mention.kind !== 'prefix') remark({ kind: 'client', mention, space, setting })
      else for (const name of mention.client.legacyNames(mention.prefix)) use(name, space, { kind: 'client', setting })
    }
  }

  const scan = (space: Space): void => {
    for (const setting of space.own.values()) {
      if (catalog.parameter(setting.name)?.kind === 'restriction-class-names') declareClasses(space, setting)
    }
    for (const setting of space.own.values()) {
      const parameter = catalog.parameter(setting.name)
      if (parameter?.class === 'read-only') {
        remark({ kind: 'read-only', space, setting })
        continue
      }
      if (parameter?.type === 'raw') continue
      findMentions(space, setting)
      const scanned = parameter === undefined ? made(setting.name) !== undefined : parameter.class === 'builtin'
      if (!scanned && catalog.atLeast('2.10')) continue
      if (/[:${#]/.test(setting.value.text)) findClients(space, setting)
    }
  }
  for (const space of local) scan(space)
  for (const setting of computed ?? []) findMentions(main, setting)
  scan(main)

  return (name, space) => {
    const by = inUse.get(space)?.get(name) ?? inUse.get(main)?.get(name)
    return builtin(name) ?? (by && { kind: 'user', by })
  }
}

/** Reasons of names that Postfix has: the same for every configuration. */
const postfixReasons = remembered((_: Catalog) => new Map<string, NameReason>())

function nextClass(text: string, from: number) {
  return nextWord(text, from, false, isBlankOrComma)
}

/**
 * Finds the parameter that a service of master.cf makes (`pcf_register_service_parameters`).
 * @param services name and command of each entry, as written
 */
export function serviceMadeNames(
  catalog: Catalog,
  services: readonly { readonly name: string; readonly program: string }[],
): (name: string) => FamilyParameter | undefined {
  const programs = new Map<string, Set<string>>()
  for (const { name, program } of services) {
    const known = programs.get(name)
    if (known === undefined) programs.set(name, new Set([program]))
    else known.add(program)
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
