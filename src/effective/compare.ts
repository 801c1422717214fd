import { knownNames } from '../config/known-names.js'
import type { Project } from '../config/project.js'
import type { Service } from '../config/service.js'
import { type ComparedTables, compareTables } from './compare-tables.js'
import {
  type EffectiveConfiguration,
  type EffectiveService,
  type EffectiveValues,
  effectiveConfiguration,
} from './document.js'
import type { TypedValue } from './typed-value.js'

/** A value on one side of a comparison. */
export interface ComparedValue {
  readonly value: TypedValue
  /** With every `$name` filled in; as written where that is not known. */
  readonly text: string
  readonly from: 'default' | 'main.cf' | 'master.cf'
  /** Where it is written, `file:line`; several where services have it from places of their own. */
  readonly places: readonly string[]
}

/** A parameter that some programs see another value of. */
export interface ChangedParameter {
  readonly name: string
  /** Null: there the release does not have it, or the person's own name is not set. */
  readonly before: ComparedValue | null
  readonly after: ComparedValue | null
  /** Of a list: words that came and went. Neither: they are in another order. */
  readonly added?: readonly string[]
  readonly removed?: readonly string[]
  /** The services concerned; empty: programs outside master.cf. */
  readonly services: readonly string[]
}

/** A column of master.cf, or the command, that is another. */
export interface ChangedService {
  readonly property: (typeof columns)[number]
  readonly before: TypedValue
  readonly after: TypedValue
  readonly services: readonly string[]
}

/** A service that only one side has. */
export interface ServiceOfOneSide {
  readonly label: string
  readonly program: string
  readonly place: string
}

/** What is different between two configurations in what each program runs with. */
export interface Comparison extends ComparedTables {
  readonly version: 1
  readonly same: boolean
  readonly before: EffectiveConfiguration['postfix']
  readonly after: EffectiveConfiguration['postfix']
  readonly addedServices: readonly ServiceOfOneSide[]
  readonly removedServices: readonly ServiceOfOneSide[]
  readonly changedServices: readonly ChangedService[]
  readonly changedParameters: readonly ChangedParameter[]
}

const columns = ['program', 'arguments', 'private', 'unprivileged', 'chroot', 'wakeup', 'processLimit'] as const

/** Compares two configurations by what every program runs with. Equal changes of several services are one. */
export function compareConfigurations(before: Project, after: Project): Comparison {
  const [old, recent] = [effectiveConfiguration(before), effectiveConfiguration(after)]
  const { pairs, added, removed } = pairUp(old.services, recent.services)
  const isMeant = namesMeant([before, after])
  const parameters = collectParameters()
  for (const [one, other] of pairs) {
    for (const name of new Set([...Object.keys(one.parameters), ...Object.keys(other.parameters)])) {
      if (isMeant(name) && isComparable(name, [one, old.main], [other, recent.main])) {
        parameters.add(name, one, other, other.label)
      }
    }
  }
  const ofServices = new Set([...old.services, ...recent.services].flatMap(service => Object.keys(service.parameters)))
  const isOutside = outsideNames([before, after])
  for (const name of new Set([...Object.keys(old.main.parameters), ...Object.keys(recent.main.parameters)])) {
    if (isMeant(name) && !ofServices.has(name) && isOutside(name))
      parameters.add(name, old.main, recent.main, undefined)
  }
  const tables = compareTables(
    { project: before, effective: old, isOutside },
    { project: after, effective: recent, isOutside },
  )
  const changedServices = columnChanges(pairs)
  const changedParameters = parameters.changes()
  const all = [added, removed, changedServices, changedParameters, tables.changedTables]
  return {
    version: 1,
    same: all.every(changes => changes.length === 0),
    before: old.postfix,
    after: recent.postfix,
    addedServices: added.map(oneSide),
    removedServices: removed.map(oneSide),
    changedServices,
    changedParameters,
    ...tables,
  }
}

function oneSide({ label, program, file, line }: EffectiveService): ServiceOfOneSide {
  return { label, program, place: `${file}:${line}` }
}

/** Services of one name and type belong together; of several such entries, in their order. */
function pairUp(before: readonly EffectiveService[], after: readonly EffectiveService[]) {
  const waiting = new Map<string, EffectiveService[]>()
  for (const service of before) waiting.set(service.label, [...(waiting.get(service.label) ?? []), service])
  const pairs: (readonly [EffectiveService, EffectiveService])[] = []
  const added = after.filter(service => {
    const old = waiting.get(service.label)?.shift()
    if (old !== undefined) pairs.push([old, service])
    return old === undefined
  })
  const left = new Set([...waiting.values()].flat())
  return { pairs, added, removed: before.filter(service => left.has(service)) }
}

/** A name that only one side's program reads tells nothing, as long as both releases have it. */
function isComparable(
  name: string,
  [one, oneMain]: readonly [EffectiveValues, EffectiveValues],
  [other, otherMain]: readonly [EffectiveValues, EffectiveValues],
): boolean {
  const has = (values: EffectiveValues) => Object.hasOwn(values.parameters, name)
  return (has(one) && has(other)) || (has(one) && !has(otherMain)) || (has(other) && !has(oneMain))
}

/**
 * Names that mean something to Postfix. A person's own names show in the values that refer to them; what Postfix says of
 * itself is always another.
 */
function namesMeant(projects: readonly Project[]): (name: string) => boolean {
  const reasons = projects.map(project => ({ project, known: knownNames(project) }))
  const scopes = ({ project }: { readonly project: Project }): readonly (Service | undefined)[] => [
    undefined,
    ...project.services,
  ]
  const isMeant = (name: string) =>
    reasons.some(each =>
      scopes(each).some(service => {
        const reason = each.known.reason(name, service)
        if (reason?.kind === 'postfix') return !/^mail_(?:version|release_date)$|^process_id$/.test(name)
        return reason?.kind === 'service' || (reason?.kind === 'user' && reason.by.kind !== 'reference')
      }),
    )
  const answers = new Map<string, boolean>()
  return name => {
    const answer = answers.get(name) ?? isMeant(name)
    answers.set(name, answer)
    return answer
  }
}

/** Names that some program outside master.cf reads; without any master.cf, every name. */
function outsideNames(projects: readonly Project[]): (name: string) => boolean {
  if (projects.every(({ services }) => services.length === 0)) return () => true
  return name =>
    projects.some(({ catalog }) =>
      (catalog.parameter(name)?.readBy ?? []).some(reader => catalog.program(reader) === undefined),
    )
}

interface CollectedParameters {
  add(name: string, before: EffectiveValues, after: EffectiveValues, service: string | undefined): void
  changes(): readonly ChangedParameter[]
}

function collectParameters(): CollectedParameters {
  const found = new Map<string, ChangedParameter>()
  return {
    add(name, before, after, service) {
      const [one, other] = [side(before, name), side(after, name)]
      if (isSame(one, other)) return
      const key = JSON.stringify([name, one?.value, one?.text, other?.value, other?.text])
      const known = found.get(key)
      found.set(key, {
        name,
        before: merged(known?.before, one),
        after: merged(known?.after, other),
        ...wordsOf(one?.value, other?.value),
        services: [...(known?.services ?? []), ...(service === undefined ? [] : [service])],
      })
    },
    changes: () => [...found.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
  }
}

function side({ parameters, origins }: EffectiveValues, name: string): ComparedValue | null {
  const origin = Object.hasOwn(origins, name) ? origins[name] : undefined
  if (origin === undefined) return null
  const { expanded, written, from, file, line } = origin
  return {
    value: parameters[name] ?? null,
    text: expanded ?? written,
    from,
    places: file === undefined ? [] : [`${file}:${line}`],
  }
}

/** What is not known is the same where the same is written. */
function isSame(one: ComparedValue | null, other: ComparedValue | null): boolean {
  if (one === null || other === null) return one === other
  if (one.value === null || other.value === null) return one.value === other.value && one.text === other.text
  return JSON.stringify(one.value) === JSON.stringify(other.value)
}

function merged(known: ComparedValue | null | undefined, next: ComparedValue | null): ComparedValue | null {
  if (known === undefined || known === null || next === null) return next
  return { ...known, places: [...new Set([...known.places, ...next.places])] }
}

function wordsOf(before: TypedValue | undefined, after: TypedValue | undefined) {
  if (!Array.isArray(before) || !Array.isArray(after)) return {}
  return { added: without(after, before), removed: without(before, after) }
}

/** The words of a list that another has not, each as often as it is missing there. */
function without(words: readonly string[], others: readonly string[]): readonly string[] {
  const left = new Map<string, number>()
  for (const word of others) left.set(word, (left.get(word) ?? 0) + 1)
  return words.filter(word => {
    const count = left.get(word) ?? 0
    left.set(word, count - 1)
    return count <= 0
  })
}

function columnChanges(pairs: readonly (readonly [EffectiveService, EffectiveService])[]): readonly ChangedService[] {
  const found = new Map<string, ChangedService>()
  for (const property of columns) {
    for (const [one, other] of pairs) {
      const [before, after] = [one[property], other[property]]
      const key = JSON.stringify([property, before, after])
      if (JSON.stringify(before) === JSON.stringify(after)) continue
      const services = [...(found.get(key)?.services ?? []), other.label]
      found.set(key, { property, before, after, services })
    }
  }
  return [...found.values()]
}
