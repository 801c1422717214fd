// Shape of `data/restrictions.json`, as JSON.parse gives it.

export interface ArgumentRecord {
  readonly kind: 'map' | 'policy-endpoint' | 'dnsbl' | 'seconds' | 'restriction'
  readonly syntax?: string | readonly string[]
  readonly note?: string
  readonly longForm?: string
  readonly longFormSince?: string
  readonly searchOrderWords?: Readonly<Record<string, string>>
  readonly transports?: readonly string[]
  readonly attributes?: Readonly<Record<string, string>>
  readonly patternSince?: string
}

export interface RestrictionRecord {
  readonly since: string
  readonly removed?: string
  readonly argument?: ArgumentRecord
  readonly requires: string
  readonly effect: 'access' | 'reject' | 'defer' | 'permit' | 'delay' | 'modifier'
  readonly canPermit?: true
  readonly okForbidden?: true
  readonly terminal?: true
  readonly satisfiesRelayRequirement?: true
  readonly replyCodeParameter?: string
  readonly requiresSetting?: readonly string[]
  readonly relatedParameter?: string
  readonly ignoredWhenOverriding?: string
  readonly recommendedIn?: readonly string[]
  readonly recommendedBefore?: string
  readonly expandsTo?: readonly string[]
  readonly expandsSince?: string
  readonly afterRemoval?: string
  readonly status?: 'obsolete-spelling' | 'deprecated' | 'removed'
  readonly obsoleteSince?: string
  readonly replacement?: readonly string[]
  readonly undocumented?: true
}

export interface RestrictionListRecord {
  readonly place: string
  readonly since: string
  readonly evaluatedAt: string
  readonly order: number
  readonly bareMapMeans?: string
  readonly delayedBy?: string
}

export interface AccessActionRecord {
  readonly since: string
  readonly argument: string
  readonly argumentRequired?: true
  readonly outcome: string
  readonly syntax?: string
  readonly note?: string
  readonly replyCodeParameter?: string
  readonly forbiddenFrom?: readonly string[]
  readonly notIn?: readonly string[]
  readonly notInClientHeloWithoutDelayReject?: true
  readonly delegated?: true
  readonly undocumented?: true
}

export interface RestrictionsFile {
  readonly lists: Readonly<Record<string, RestrictionListRecord>>
  readonly contextOrder: readonly string[]
  readonly contexts: Readonly<Record<string, readonly string[]>>
  readonly restrictions: Readonly<Record<string, RestrictionRecord>>
  readonly accessActions: Readonly<Record<string, AccessActionRecord>>
  readonly relayRequirement: {
    readonly lists: readonly { readonly since: string; readonly anyOf: readonly string[] }[]
    readonly words: readonly { readonly since: string; readonly anyOf: readonly string[] }[]
    readonly searchStopsAt: string
    readonly skipsWordAfter: string
    readonly recursesInto: string
    readonly enforcedAt: string
    readonly effect: string
  }
  readonly lexical: {
    readonly separators: string
    readonly keywordsCaseInsensitive: boolean
    readonly classNamesCaseSensitive: boolean
    readonly braceGroupingSince: string
    readonly policyAttributeListsSince: string
    readonly mapLongFormSince: string
    readonly unknownWord: string
    readonly textAfterTerminalIgnored: readonly string[]
  }
}
