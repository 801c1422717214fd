import type { RestrictionName } from './names.js'
import type { Version } from './version-types.js'

/** The information that a restriction needs before it can decide, by list (`src/smtpd/smtpd_check.c`). */
export type RestrictionContext =
  /** The information is there. */
  | 'ok'
  /** No effect unless smtpd_delay_reject = yes. */
  | 'needs-delay-reject'
  /** Skipped when the message has more than one recipient. */
  | 'single-recipient-only'
  /** The information never exists there. */
  | 'no-effect'

/** The lists of restrictions, named by their place in the SMTP session. */
export type RestrictionPlace = 'client' | 'helo' | 'sender' | 'relay' | 'recipient' | 'data' | 'end_of_data' | 'etrn'

/** The one argument of a restriction. */
export interface RestrictionArgument {
  /**
   * `map`: type:name; `policy-endpoint`: inet:host:port or unix:path; `dnsbl`: domain, optionally `=address pattern`;
   * `seconds`: digits; `restriction`: the next element of the list.
   */
  readonly kind: 'map' | 'policy-endpoint' | 'dnsbl' | 'seconds' | 'restriction'
  readonly syntax: readonly string[]
  /** The form in braces with attributes, when this release has it. */
  readonly longForm?: string | undefined
  /** Attributes of the form in braces that this release has. */
  readonly attributes: readonly string[]
  /** Words of `search_order` (`check_ccert_access`) that this release has. */
  readonly searchOrderWords: readonly string[]
  /** Endpoint types (`inet`, `unix`, `local`). */
  readonly transports: readonly string[]
  /** `=d.d.d.d` after a DNSBL domain works in this release. */
  readonly addressPattern: boolean
}

/** A word of smtpd access restrictions, at one release (`src/smtpd/smtpd_check.c`). Names compare without case. */
export interface Restriction {
  readonly name: RestrictionName
  readonly argument?: RestrictionArgument | undefined
  /** What it looks at: `none`, `client`, `helo`, `sender`, `recipient`, `tls`, `sasl`, `sasl+sender`, `etrn`. */
  readonly requires: string
  /** `access`: what the table or the policy server says; `modifier`: changes the restriction after it. */
  readonly effect: 'access' | 'reject' | 'defer' | 'permit' | 'delay' | 'modifier'
  /** Can end the list with a permit. */
  readonly canPermit: boolean
  /** An OK from its table is refused: whoever owns the looked-up host could permit himself. */
  readonly okForbidden: boolean
  /** Always decides: what follows in the list is never evaluated, and Postfix says so in the log. */
  readonly terminal: boolean
  readonly satisfiesRelayRequirement: boolean
  /** The parameter that holds its SMTP reply code. */
  readonly replyCodeParameter?: string | undefined
  /** Settings without which it can do nothing: `name=value`. */
  readonly requiresSetting: readonly string[]
  /** The parameter it looks things up in. */
  readonly relatedParameter?: string | undefined
  /** The restriction it cannot override: it is skipped when that one would reject. */
  readonly ignoredWhenOverriding?: string | undefined
  /** The places where the manual wants it; empty: no preference. */
  readonly recommendedIn: readonly RestrictionPlace[]
  /** What it stands for in this release. */
  readonly expandsTo: readonly RestrictionName[]
  /** `removed`: this release knows the word no more and answers 451; `obsolete-spelling`: works under a newer name. */
  readonly status: 'active' | 'obsolete-spelling' | 'deprecated' | 'removed'
  readonly obsoleteSince?: Version | undefined
  readonly removed?: Version | undefined
  readonly replacement: readonly string[]
  readonly since: Version
  readonly documented: boolean
  /** Whether it has its information in a list. */
  context(place: RestrictionPlace): RestrictionContext
}

/** A parameter that holds a list of restrictions. */
export interface RestrictionList {
  readonly parameter: string
  readonly place: RestrictionPlace
  /** The restriction that a bare type:name stands for; undefined: a bare table is an error. */
  readonly bareMapMeans?: RestrictionName | undefined
  /** SMTP command at which it is evaluated unless delayed. */
  readonly evaluatedAt: string
  /** The boolean parameter that postpones its evaluation until RCPT TO. */
  readonly delayedBy?: string | undefined
  /** Place in the order of evaluation, from 0. */
  readonly order: number
  readonly since: Version
}

/** What the right-hand side of an access(5) table can say. */
export interface AccessAction {
  /** The word in capitals, or a pattern name: `4NN`, `5NN`, `(all digits)`, `restriction...`. */
  readonly name: string
  /** `none`, `text`, `optional-text`, `optional-text-ignored`, `user@domain` ... */
  readonly argument: string
  readonly argumentRequired: boolean
  /** `permit`, `reject`, `defer`, `continue`, `disconnect`, `evaluate` ... */
  readonly outcome: string
  /** Regular expression of the whole result, for the pattern names. */
  readonly syntax?: string | undefined
  readonly replyCodeParameter?: string | undefined
  /** Restrictions (with `*`) whose tables must not say it. */
  readonly forbiddenFrom: readonly string[]
  readonly notIn: readonly RestrictionPlace[]
  readonly notInClientHeloWithoutDelayReject: boolean
  /** Not available with smtpd_proxy_filter, in ETRN, and in client and helo lists without smtpd_delay_reject. */
  readonly delegated: boolean
  readonly documented: boolean
  readonly note?: string | undefined
  readonly since: Version
}

/** What smtpd(8) demands before it starts, so that it is no open relay (`smtpd_check.c:has_required`). */
export interface RelayRequirement {
  /** One of these lists must have one of the words. */
  readonly lists: readonly string[]
  readonly words: readonly RestrictionName[]
  /** The search in a list ends at this word. */
  readonly searchStopsAt: RestrictionName
  /** The word after this one does not count. */
  readonly skipsWordAfter: RestrictionName
  /** The lists of these user-defined names are searched as well. */
  readonly recursesInto: string
}

/** How smtpd(8) splits and reads restriction lists. */
export interface RestrictionLexis {
  readonly braceGrouping: boolean
  readonly policyAttributes: boolean
  readonly mapLongForm: boolean
  readonly endsList: readonly RestrictionName[]
}
