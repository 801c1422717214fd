import type { Assignment } from '../syntax/nodes.js'
import { lazily } from '../text/lazily.js'
import type { Location } from '../text/range.js'
import { type Remembering, rememberedFrom } from '../text/remembered.js'
import { allOfMaster } from './effective.js'
import { allMentions } from './mentioning-settings.js'
import { type NameReason, type NameRemark, type NameSpace, scanNames, serviceMadeNames } from './name-scan.js'
import type { Project } from './project.js'
import type { Service } from './service.js'

export type { NameReason, UserNameUse } from './name-scan.js'

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
export interface KnownNames extends Remembering {
  /** False when a file is missing: then a name that looks unused or undefined may have its other half there. */
  readonly complete: boolean
  /** Why a name is valid in main.cf, or in the `-o` of a service; undefined when nothing uses it. */
  reason(name: string, service?: Service): NameReason | undefined
  /** What nothing uses, main.cf first, each name once in its file or service. Worked out when it is first asked for. */
  unused(): readonly UnusedName[]
  /** What nothing defines: services first, then main.cf, as postconf(1) goes through them. */
  readonly undefinedNames: readonly UndefinedName[]
  /** Settings of what Postfix alone sets; they are ignored. */
  readonly readOnly: readonly UnusedName[]
}

/** The names of a project. Worked out on first use, once. */
export const knownNames = rememberedFrom(
  [allMentions, allOfMaster],
  (project: Project): KnownNames => findNames(project),
)

interface Scope extends NameSpace {
  readonly services: readonly Service[]
}

function findNames(project: Project): KnownNames {
  const { catalog } = project
  const main: Scope = { own: project.base.own, view: project.base, services: [] }
  const local = serviceScopes(project)
  const entries = project.services.map(({ name, entry }) => ({ name, program: entry.command.text }))
  const remarks: NameRemark<Scope>[] = []
  const reason = scanNames({ catalog, main, local, made: serviceMadeNames(catalog, entries) }, remark =>
    remarks.push(remark),
  )
  const scopeOf = new Map(local.flatMap(scope => scope.services.map(service => [service, scope] as const)))
  const unused = lazily(() =>
    [main, ...local].flatMap(scope =>
      [...scope.own.values()]
        .filter(setting => reason(setting.name, scope) === undefined)
        .map(setting => ({ setting, services: scope.services })),
    ),
  )
  return {
    memory: new Map(),
    // Whoever has got to this has been noted to look at all that it was made from.
    isFixed: true,
    complete: project.hasMain && project.hasMaster,
    reason: (name, service) => reason(name, (service && scopeOf.get(service)) ?? main),
    unused,
    undefinedNames: remarks.flatMap(remark => {
      if (remark.kind !== 'undefined') return []
      const { name, how: kind, setting, at, space } = remark
      return [{ name, kind, setting, at, services: space.services }]
    }),
    readOnly: remarks.flatMap(({ kind, setting, space }) =>
      kind === 'read-only' ? [{ setting, services: space.services }] : [],
    ),
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
    scopes.push({ own, view: first.config, services })
  }
  return scopes
}
