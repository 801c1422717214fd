import { restrictionData } from './data-files.js'
import { entryOf } from './parameters.js'
import type { AccessActionRecord, ArgumentRecord, RestrictionRecord } from './restriction-records.js'
import { cameBy } from './timeline.js'
import type {
  AccessAction,
  RelayRequirement,
  Restriction,
  RestrictionArgument,
  RestrictionContext,
  RestrictionLexis,
  RestrictionList,
  RestrictionName,
  RestrictionPlace,
} from './types.js'

const nothing: readonly never[] = []

function namesBy(words: Readonly<Record<string, string>> | undefined, key: number): readonly string[] {
  return Object.entries(words ?? {}).flatMap(([word, since]) => (cameBy(since, key) ? [word] : []))
}

function argumentAt(record: ArgumentRecord | undefined, key: number): RestrictionArgument | undefined {
  if (!record) return undefined
  const { syntax = nothing } = record
  return {
    kind: record.kind,
    syntax: typeof syntax === 'string' ? [syntax] : syntax,
    longForm: cameBy(record.longFormSince, key) ? record.longForm : undefined,
    attributes: namesBy(record.attributes, key),
    searchOrderWords: namesBy(record.searchOrderWords, key),
    transports: record.transports ?? nothing,
    addressPattern: cameBy(record.patternSince, key),
  }
}

function statusAt(record: RestrictionRecord, key: number): Restriction['status'] {
  if (cameBy(record.removed, key)) return 'removed'
  if (!record.status || (record.obsoleteSince !== undefined && !cameBy(record.obsoleteSince, key))) return 'active'
  return record.status === 'removed' ? 'deprecated' : record.status
}

function recommendedPlaces(record: RestrictionRecord, key: number): readonly RestrictionPlace[] {
  if (record.recommendedBefore !== undefined && cameBy(record.recommendedBefore, key)) return nothing
  return (record.recommendedIn ?? nothing) as readonly RestrictionPlace[]
}

function contextOf(requires: string, place: RestrictionPlace): RestrictionContext {
  const { contexts, contextOrder } = restrictionData()
  return (contexts[requires]?.[contextOrder.indexOf(place)] ?? 'ok') as RestrictionContext
}

/** A restriction that a release has or had, by name without case. */
export function findRestriction(name: string, key: number): Restriction | undefined {
  const lower = name.toLowerCase()
  const record = entryOf(restrictionData().restrictions, lower)
  if (!record || !cameBy(record.since, key)) return undefined
  return {
    name: lower as RestrictionName,
    argument: argumentAt(record.argument, key),
    requires: record.requires,
    effect: record.effect,
    canPermit: record.canPermit ?? false,
    okForbidden: record.okForbidden ?? false,
    terminal: record.terminal ?? false,
    satisfiesRelayRequirement: record.satisfiesRelayRequirement ?? false,
    replyCodeParameter: record.replyCodeParameter,
    requiresSetting: record.requiresSetting ?? nothing,
    relatedParameter: record.relatedParameter,
    ignoredWhenOverriding: record.ignoredWhenOverriding,
    recommendedIn: recommendedPlaces(record, key),
    expandsTo: cameBy(record.expandsSince, key)
      ? ((record.expandsTo ?? nothing) as readonly RestrictionName[])
      : nothing,
    status: statusAt(record, key),
    obsoleteSince: record.obsoleteSince,
    removed: record.removed,
    replacement: (record.replacement ?? nothing).filter(instead => {
      const other = entryOf(restrictionData().restrictions, instead)
      return !other || cameBy(other.since, key)
    }),
    since: record.since,
    documented: !record.undocumented,
    context: place => contextOf(record.requires, place),
  }
}

/** Names that work at a release. */
export function findRestrictionNames(key: number): readonly RestrictionName[] {
  return Object.entries(restrictionData().restrictions).flatMap(([name, record]) =>
    cameBy(record.since, key) && !cameBy(record.removed, key) ? [name as RestrictionName] : [],
  )
}

/** The parameters that hold lists of restrictions, in the order of their evaluation. */
export function findRestrictionLists(key: number): readonly RestrictionList[] {
  return Object.entries(restrictionData().lists)
    .filter(([, record]) => cameBy(record.since, key))
    .map(([parameter, record]) => ({
      parameter,
      place: record.place as RestrictionPlace,
      bareMapMeans: record.bareMapMeans as RestrictionName | undefined,
      evaluatedAt: record.evaluatedAt,
      delayedBy: record.delayedBy,
      order: record.order,
      since: record.since,
    }))
}

/** How smtpd(8) of a release reads the lists. */
export function findRestrictionLexis(key: number): RestrictionLexis {
  const { lexical } = restrictionData()
  return {
    braceGrouping: cameBy(lexical.braceGroupingSince, key),
    policyAttributes: cameBy(lexical.policyAttributeListsSince, key),
    mapLongForm: cameBy(lexical.mapLongFormSince, key),
    endsList: lexical.textAfterTerminalIgnored as readonly RestrictionName[],
  }
}

function accessAction(name: string, record: AccessActionRecord): AccessAction {
  return {
    name,
    argument: record.argument,
    argumentRequired: record.argumentRequired ?? false,
    outcome: record.outcome,
    syntax: record.syntax,
    replyCodeParameter: record.replyCodeParameter,
    forbiddenFrom: record.forbiddenFrom ?? nothing,
    notIn: (record.notIn ?? nothing) as readonly RestrictionPlace[],
    notInClientHeloWithoutDelayReject: record.notInClientHeloWithoutDelayReject ?? false,
    delegated: record.delegated ?? false,
    documented: !record.undocumented,
    note: record.note,
    since: record.since,
  }
}

/** What an access(5) result can say at a release. */
export function findAccessActions(key: number): readonly AccessAction[] {
  return Object.entries(restrictionData().accessActions)
    .filter(([, record]) => cameBy(record.since, key))
    .map(([name, record]) => accessAction(name, record))
}

/** An action by its word; three digits find `4NN` or `5NN`, other digits `(all digits)`. */
export function findAccessAction(name: string, actions: readonly AccessAction[]): AccessAction | undefined {
  const word = name.toUpperCase()
  const exact = actions.find(action => action.name === word)
  if (exact) return exact
  if (/^[45][0-9][0-9]$/.test(word)) return actions.find(action => action.name === `${word[0]}NN`)
  return /^[0-9]+$/.test(word) ? actions.find(action => action.name === '(all digits)') : undefined
}

/** What smtpd(8) of a release demands before it starts. */
export function findRelayRequirement(key: number): RelayRequirement {
  const { relayRequirement } = restrictionData()
  const current = <T extends { readonly since: string; readonly anyOf: readonly string[] }>(spans: readonly T[]) =>
    spans.findLast(span => cameBy(span.since, key))?.anyOf ?? nothing
  return {
    lists: current(relayRequirement.lists),
    words: current(relayRequirement.words) as readonly RestrictionName[],
    searchStopsAt: relayRequirement.searchStopsAt as RestrictionName,
    skipsWordAfter: relayRequirement.skipsWordAfter as RestrictionName,
    recursesInto: relayRequirement.recursesInto,
  }
}
