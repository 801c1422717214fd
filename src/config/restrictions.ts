import type { Catalog, Restriction, RestrictionName } from '../catalog/types.js'
import { type Remembering, remembered } from '../text/remembered.js'
import type { Resolved } from './effective.js'
import { type ListItem, listItems } from './elements.js'

/** One step of a restriction list: a word with its argument, as smtpd(8) takes it (`src/smtpd/smtpd_check.c`). */
export interface RestrictionStep {
  /** The word itself; of a table without a restriction, the table. */
  readonly word: ListItem
  /**
   * `known`: a restriction that this release has or had; `table`: `type:name` alone; `class`: defined in
   * smtpd_restriction_classes; `unknown`: smtpd answers 451 there.
   */
  readonly kind: 'known' | 'table' | 'class' | 'unknown'
  /** What it is; for a table alone, what it stands for in this list (undefined: it is an error there). */
  readonly info?: Restriction
  /** The word that is taken for its argument, fitting or not. */
  readonly argument?: ListItem
  /** `missing`: there is no word left for it; `not-fitting`: what follows is no table, endpoint or number. */
  readonly fault?: 'missing' | 'not-fitting'
  /** The `warn_if_reject` before it: it only logs what it would have rejected. */
  readonly warnOnly?: ListItem
  /** The list of a class. */
  readonly body?: RestrictionBody
}

/** A list of restrictions that was read. */
export interface RestrictionBody extends Remembering {
  readonly resolved: Resolved
  /** Every word, also those after the end. */
  readonly items: readonly ListItem[]
  readonly steps: readonly RestrictionStep[]
  /** A `warn_if_reject` at the very end, that changes nothing. */
  readonly dangling?: ListItem
}

/** How words are given their meaning in one view and one list. */
export interface Binder {
  readonly catalog: Catalog
  /** What a table alone stands for. */
  readonly bareMapMeans: RestrictionName | undefined
  /** The definition of a class; undefined for other names, or when it is not known. */
  classOf(name: string): Resolved | undefined
  /** The classes that were read so far, shared by the lists of one view in which a table alone means the same. */
  readonly bodies: Map<string, RestrictionBody>
}

const mostClasses = 200

/** Reads a list, and the classes it uses; a class that leads back to itself is read once. */
export function bindRestrictions(resolved: Resolved, binder: Binder): RestrictionBody {
  const { bodies } = binder
  return readBody(resolved)

  function readBody(value: Resolved, className?: string): RestrictionBody {
    const items = listItems(value)
    const steps: RestrictionStep[] = []
    const body: { -readonly [K in keyof RestrictionBody]: RestrictionBody[K] } = {
      resolved: value,
      items,
      steps,
      memory: new Map(),
    }
    if (className !== undefined) bodies.set(className, body)
    let warnOnly: ListItem | undefined
    for (let index = 0; index < items.length; index++) {
      const word = items[index]
      if (word === undefined) break
      const read = readStep(word, items[index + 1])
      if (read === 'modifier') {
        warnOnly ??= word
        continue
      }
      const { step, taken } = read
      steps.push(warnOnly === undefined ? step : { ...step, warnOnly })
      warnOnly = undefined
      if (taken) index++
    }
    if (warnOnly !== undefined) body.dangling = warnOnly
    return body
  }

  function readStep(word: ListItem, next: ListItem | undefined): 'modifier' | Read {
    const { catalog, bareMapMeans } = binder
    // A colon anywhere makes a word a table, before names are looked at.
    if (word.value.includes(':')) {
      const info = bareMapMeans === undefined ? undefined : catalog.restriction(bareMapMeans)
      return { step: { word, kind: 'table', ...(info && { info, argument: word }) }, taken: false }
    }
    const info = catalog.restriction(word.value)
    if (info !== undefined) {
      return info.argument?.kind === 'restriction' ? 'modifier' : withArgument(word, info, next)
    }
    const definition = binder.classOf(word.value)
    if (definition === undefined) return { step: { word, kind: 'unknown' }, taken: false }
    const known = bodies.get(word.value)
    // So many classes are no configuration any more, and each is read inside the one that uses it.
    if (known === undefined && bodies.size >= mostClasses) return { step: { word, kind: 'class' }, taken: false }
    const body = known ?? readBody(definition, word.value)
    return { step: { word, kind: 'class', body }, taken: false }
  }
}

interface Read {
  readonly step: RestrictionStep
  readonly taken: boolean
}

function withArgument(word: ListItem, info: Restriction, next: ListItem | undefined): Read {
  const step = { word, kind: 'known', info } as const
  const wanted = info.argument
  if (wanted === undefined || info.status === 'removed') return { step, taken: false }
  if (next === undefined) return { step: { ...step, fault: 'missing' }, taken: false }
  const fits =
    wanted.kind === 'dnsbl' || (wanted.kind === 'seconds' ? /^[0-9]+$/.test(next.value) : next.value.includes(':'))
  if (!fits) return { step: { ...step, argument: next, fault: 'not-fitting' }, taken: false }
  return { step: { ...step, argument: next }, taken: true }
}

/** True where smtpd(8) gives up on the list and answers `451 4.3.5 Server configuration error`. */
export function isConfigurationError(step: RestrictionStep): boolean {
  if (step.kind === 'unknown' || (step.kind === 'table' && step.info === undefined)) return true
  if (step.info?.status === 'removed') return true
  return step.fault !== undefined && step.info?.argument?.kind !== 'dnsbl'
}

/** The step that always ends a list, and how. */
export interface RestrictionEnd {
  readonly index: number
  readonly step: RestrictionStep
  readonly decision: 'permit' | 'refuse'
}

/** What is known of the end of a list: nothing also while the search goes on, so that a loop of classes ends. */
const searchOf = remembered((_: RestrictionBody): { end?: RestrictionEnd | undefined; begun: boolean } => ({
  begun: false,
}))

/** The first step that always decides: what follows it is never looked at. */
export function endOf(body: RestrictionBody, catalog: Catalog): RestrictionEnd | undefined {
  const search = searchOf(body)
  if (search.begun) return search.end
  search.begun = true
  search.end = findEnd(body, catalog)
  return search.end
}

function findEnd(body: RestrictionBody, catalog: Catalog): RestrictionEnd | undefined {
  for (const [index, step] of body.steps.entries()) {
    const decision = alwaysDecides(step, catalog)
    if (decision !== undefined) return { index, step, decision }
  }
  return undefined
}

/** Whether a step always ends its list, and how; undefined when it depends on the client or the message. */
export function alwaysDecides(step: RestrictionStep, catalog: Catalog): RestrictionEnd['decision'] | undefined {
  if (step.kind === 'class') {
    const decision = step.body && endOf(step.body, catalog)?.decision
    return decision === 'refuse' && step.warnOnly !== undefined ? undefined : decision
  }
  if (step.kind !== 'known' || step.info === undefined || step.info.status === 'removed') return undefined
  if (!catalog.restrictionLexis().endsList.includes(step.info.name)) return undefined
  if (step.info.effect === 'permit') return 'permit'
  return step.warnOnly === undefined ? 'refuse' : undefined
}

/** The steps of a list that can be reached, its end included. */
export function reachableSteps(body: RestrictionBody, catalog: Catalog): readonly RestrictionStep[] {
  const end = endOf(body, catalog)
  return end === undefined ? body.steps : body.steps.slice(0, end.index + 1)
}
