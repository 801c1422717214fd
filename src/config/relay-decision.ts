import type { Catalog } from '../catalog/types.js'
import { parseList } from '../syntax/value.js'
import { remembered } from '../text/remembered.js'
import { groupItems, type ListItem } from './elements.js'
import type { RestrictionProgram, RestrictionView } from './restriction-programs.js'
import { alwaysDecides, isConfigurationError, type RestrictionBody, type RestrictionStep } from './restrictions.js'

/** What one list does with a message of a stranger to a domain that is not ours. */
export interface StrangerOutcome {
  /** `stops`: refused or put off; `permits`: a step lets all pass; `continues`: no step decides. */
  readonly outcome: 'stops' | 'permits' | 'continues'
  /** The step that decides. */
  readonly step?: RestrictionStep
  /** Steps before it whose table or policy server can say OK. */
  readonly canPermit: readonly RestrictionStep[]
  /** True when a table or policy server before the end can refuse: what it holds is not known. */
  readonly canRefuse: boolean
}

/** Follows a list for a client that is not trusted, has not logged in, and writes to a domain that is not ours. */
export const strangerOutcome = remembered(followProgram)

function followProgram(program: RestrictionProgram, view: RestrictionView, catalog: Catalog): StrangerOutcome {
  const canPermit: RestrictionStep[] = []
  let canRefuse = false
  const followed = { warned: new Set<RestrictionBody>(), plain: new Set<RestrictionBody>() }
  const decided = follow(program, false)
  return { ...decided, canPermit, canRefuse }

  function follow(body: RestrictionBody, warned: boolean): Pick<StrangerOutcome, 'outcome' | 'step'> {
    // What a class decided before, it decides again; one that leads back to itself adds nothing.
    const seen = warned ? followed.warned : followed.plain
    if (seen.has(body)) return { outcome: 'continues' }
    seen.add(body)
    for (const step of body.steps) {
      const decided = decide(step, warned || step.warnOnly !== undefined)
      if (decided.outcome !== 'continues') return decided
    }
    return { outcome: 'continues' }
  }

  function decide(step: RestrictionStep, warnOnly: boolean): Pick<StrangerOutcome, 'outcome' | 'step'> {
    if (isConfigurationError(step)) return { outcome: 'stops', step }
    if (step.kind === 'class') return step.body ? follow(step.body, warnOnly) : { outcome: 'continues' }
    if (alwaysDecides(step, catalog) === 'permit') return { outcome: 'permits', step }
    const { info } = step
    if (info === undefined) return { outcome: 'continues' }
    const context = info.context(program.list.place)
    const works = context === 'ok' || (context === 'needs-delay-reject' && view.delayed)
    if (info.effect === 'access') {
      const fixed = works && step.argument ? fixedAnswer(step.argument, catalog) : undefined
      if (fixed === 'permit' && info.canPermit && info.requires !== 'sasl' && info.requires !== 'tls') {
        return { outcome: 'permits', step }
      }
      if (fixed === 'refuse' && !warnOnly && info.requires !== 'sasl' && info.requires !== 'tls') {
        return { outcome: 'stops', step }
      }
      if (fixed === undefined && info.canPermit) canPermit.push(step)
      canRefuse ||= fixed === undefined && !warnOnly
    }
    if (info.satisfiesRelayRequirement && works && !warnOnly) return { outcome: 'stops', step }
    return { outcome: 'continues' }
  }
}

/** What a `static:` table always answers. */
function fixedAnswer(table: ListItem, catalog: Catalog): 'permit' | 'refuse' | 'nothing' | undefined {
  const match = /^static:(.*)$/is.exec(table.value)
  if (match === null) return undefined
  const group = table.element.parts.find(part => part.type === 'group')
  const words = group ? groupItems(table.text, group).map(({ value }) => value) : listWords(match[1] ?? '')
  const action = words[0] === undefined ? undefined : catalog.accessAction(words[0])
  if (action === undefined) return undefined
  if (action.outcome === 'permit') return 'permit'
  if (/^(?:reject|defer|disconnect)/.test(action.outcome)) return 'refuse'
  return action.outcome === 'continue' ? 'nothing' : undefined
}

function listWords(text: string): readonly string[] {
  return parseList(text).map(({ span }) => text.slice(span.start, span.end))
}

/** How the search for a relay control ended (`has_required` in `src/smtpd/smtpd_check.c`). */
export interface RelayControlSearch {
  readonly found: boolean
  /** The `permit` at which the search gave up. */
  readonly permit?: ListItem
  /** A control that does not count, because `warn_if_reject` stands before it. */
  readonly warned?: ListItem
}

/** Searches a list as smtpd(8) does before it starts: word by word, whatever stands between. */
export const findRelayControl = remembered(searchRelayControl)

function searchRelayControl(body: RestrictionBody, catalog: Catalog): RelayControlSearch {
  const { words, searchStopsAt, skipsWordAfter } = catalog.relayRequirement()
  const wanted = new Set<string>(words)
  const visited = new Set<RestrictionBody>()
  return search(body)

  function search({ items, steps }: RestrictionBody): RelayControlSearch {
    const classes = new Map(steps.flatMap(step => (step.body ? [[step.word.value, step.body] as const] : [])))
    let warned: ListItem | undefined
    for (let index = 0; index < items.length; index++) {
      const item = items[index]
      if (item === undefined) break
      const name = item.value.toLowerCase()
      const next = items[index + 1]
      if (name === skipsWordAfter && next !== undefined) {
        if (wanted.has(next.value.toLowerCase())) warned ??= next
        index++
        continue
      }
      if (name === searchStopsAt) return { found: false, permit: item, ...(warned && { warned }) }
      if (wanted.has(name)) return { found: true }
      const inner = classes.get(item.value)
      if (inner === undefined || visited.has(inner)) continue
      visited.add(inner)
      if (search(inner).found) return { found: true }
    }
    return { found: false, ...(warned && { warned }) }
  }
}
