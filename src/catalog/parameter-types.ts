import type { DictionaryClientName, ValueKind, VocabularyName } from './names.js'
import type { Version } from './version-types.js'

/**
 * How Postfix stores a parameter (`CONFIG_*_TABLE` in `src/global/mail_conf.h`). `nint` and `nbool` are a number and a
 * boolean whose default is an expression; `raw` is a string that is not expanded when it is read.
 */
export type ParameterType = 'string' | 'raw' | 'integer' | 'long' | 'boolean' | 'time' | 'nint' | 'nbool'

/** Unit of a time value (`src/global/conv_time.c`). */
export type TimeUnit = 's' | 'm' | 'h' | 'd' | 'w'

/** A parameter as it is in one release of Postfix. */
export interface Parameter {
  readonly name: string
  /**
   * `builtin`: an ordinary parameter; `legacy`: an old name that Postfix still honours in the default of a newer one;
   * `read-only`: set by Postfix itself; `unlisted`: works, though `postconf -d` does not show it; `service`: made from the
   * name of a service (see `FamilyParameter`).
   */
  readonly class: 'builtin' | 'legacy' | 'read-only' | 'unlisted' | 'service'
  readonly type: ParameterType
  /** What the value means, which decides how it is split and checked. */
  readonly kind: ValueKind
  /** Lower bound: length of a string, number, or seconds of a time. Absent: none. */
  readonly min?: number | undefined
  /** Upper bound, in the unit of `min`. Absent: none. */
  readonly max?: number | undefined
  /** Default as `postconf -d` prints it, before expansion; null when the host or the release decides (myhostname ...). */
  readonly default: string | null
  /** Unit of a time without a unit letter. */
  readonly defaultTimeUnit?: TimeUnit | undefined
  /** Programs that read it (`smtpd`, `cleanup`, also `postdrop` ...); `all` when every program does. */
  readonly readBy: readonly string[]
  /** Set when this release or an older one discourages it. */
  readonly deprecated?: Deprecation | undefined
  /** The vocabulary of its words, when it has one. */
  readonly vocabulary?: VocabularyName | undefined
  /** First release with it, in whichever branch came first (`2.10`, or `3.5.23` when patch releases brought it). */
  readonly since: Version
  readonly needsTls: boolean
  readonly needsSasl: boolean
  /** The default comes from the host, at run time. */
  readonly hostDependent: boolean
  /** The default was chosen when Postfix was compiled or installed: a real one may differ. */
  readonly buildDependent: boolean
  /** Defaults of other builds of this release. */
  readonly variants: readonly { readonly condition: string; readonly default: string }[]
  /**
   * When `$name` is replaced: `config` as the value is read; `use` (raw parameters) each time Postfix uses it, with the
   * names in `macros`; `none` never.
   */
  readonly expansion: 'config' | 'use' | 'none'
  /** The names Postfix itself supplies when it uses the value (`$recipient`, `$client_address` ...). */
  readonly macros: readonly string[]
  /** False for the few that the manual does not have. */
  readonly documented: boolean
}

/** Why a name should not be used any more, at the chosen release (`src/postconf/postconf_unused.c`, DEPRECATION_README). */
export interface Deprecation {
  /** First branch that documents it, or has the new name. */
  readonly since: Version
  /** First branch whose programs warn about it, if any does. It may be newer than the chosen release. */
  readonly warnsSince?: Version | undefined
  /**
   * What setting it does: it still `works`; it is the `fallback` of its replacement; it is `ignored`; it is gone
   * (`removed`); it works and is `discouraged`; it works with oqmgr(8) only.
   */
  readonly effect: 'works' | 'fallback' | 'ignored' | 'removed' | 'discouraged' | 'oqmgr only'
  /** Parameters to use instead; empty: nothing, remove it. */
  readonly replacement: readonly string[]
  /** What to use instead when that is no parameter. */
  readonly note?: string | undefined
}

/** What is known about a parameter name over all releases. */
export interface NameHistory {
  readonly name: string
  /** First release that had it. */
  readonly since: Version
  /** Each branch or patch release that brought it, oldest first; more than one when it was back-ported. */
  readonly releases: readonly Version[]
  /** First branch or release without it. */
  readonly removed?: Version | undefined
  /** Last release that had it, when that is known more exactly. */
  readonly lastRelease?: Version | undefined
  /** Is the name older (`gone`), newer (`future`) or unused at all (`never`: only the manual had it) at the chosen release? */
  readonly now: 'present' | 'gone' | 'future' | 'never'
  /** Parameters that took its place. */
  readonly replacement: readonly string[]
}

/**
 * A parameter `<service><suffix>` that a service of that name makes valid (`src/postconf/postconf_service.c`). `readBy`
 * has qmgr and oqmgr, which look it up for any transport, or pipe and spawn, which do so for themselves.
 */
export interface FamilyParameter extends Parameter {
  /** As `postconf -d` prints it: `$inherits`. */
  readonly default: string
  /** The part before the suffix: a service name of master.cf. */
  readonly transport: string
  /** The part after it, with the `_`: `_destination_concurrency_limit`. */
  readonly suffix: string
  /** The parameter whose value it has by default. */
  readonly inherits: string
  /** postconf(1) takes it for known when a service of that name runs one of these. */
  readonly programs: readonly string[]
  /** The suffix that replaced this one in a later release. */
  readonly renamedTo?: string | undefined
}

/** A hook by which people make or mention parameter names of their own. */
export interface UserNameHook {
  readonly hook: string
  readonly meaning: string
  readonly since: Version
  readonly valueKind?: ValueKind | undefined
  readonly condition?: string | undefined
  /** Postfix source file. */
  readonly source: string
}

/** A user-defined name that stock files mention (`mua_client_restrictions`). */
export interface ConventionalName {
  readonly name: string
  readonly kind: ValueKind
  readonly since: Version
  readonly referencedFrom: string
}

/** A setting of a database client: a line of `/etc/postfix/x.cf`, or `<prefix>_<key>` in main.cf (`src/global/dict_*.c`). */
export interface ClientKey {
  readonly key: string
  readonly type: 'string' | 'integer' | 'boolean'
  /** Null: there is none, and leaving it out means something of its own. */
  readonly default: string | null
  readonly min?: number | undefined
  readonly max?: number | undefined
  /** The words it accepts, when they are few. */
  readonly values?: readonly string[] | undefined
  readonly since: Version
  /** Opening the table fails without it (Postfix demands at least one character and has no default). */
  readonly required: boolean
  /** Part of the interface that `query` replaced. */
  readonly oldInterface: boolean
  /** Postfix reads it and does nothing with it. */
  readonly ignored: boolean
  readonly replacedBy?: string | undefined
}

/** What a database client reads. */
export interface DictionaryClient {
  readonly type: DictionaryClientName
  /** The key as it is at the chosen release; undefined when the client does not read it. */
  key(name: string): ClientKey | undefined
  keyNames(): readonly string[]
  /** The main.cf names that `type:prefix` makes valid (`src/postconf/postconf_dbms.c`). */
  legacyNames(prefix: string): readonly string[]
  /** Splits `<prefix>_<key>`: the key facts, when the rest is one. */
  legacyKey(prefix: string, name: string): ClientKey | undefined
}

/** A default that compatibility_level changes. */
export interface LevelEffect {
  /** A parameter, or for `otherEffects` the place, in words. */
  readonly name: string
  /** Level from which on the new value holds. */
  readonly threshold: string
  readonly below: string
  readonly atOrAbove: string
  readonly note?: string | undefined
}

/** What compatibility_level does at the chosen release (`src/global/mail_params.c`, `compat_level.c`). */
export interface Compatibility {
  /** The release has compatibility_level (Postfix 3.0). */
  readonly exists: boolean
  /** Levels at which something changes, lowest first. */
  readonly levels: readonly string[]
  /** Highest of `levels`; a higher setting changes nothing more. Undefined before Postfix 3.0. */
  readonly lastLevel: string | undefined
  /** What the stock main.cf of the branch sets. */
  readonly stockLevel: string | undefined
  /** Whole numbers only (before 3.6), or `3.6` and `3.6.1` as well. */
  readonly integerOnly: boolean
  /** Comparison operators of `${{a} op {b} ? ...}` in this release. */
  readonly operators: readonly string[]
  readonly parameters: readonly LevelEffect[]
  readonly otherEffects: readonly LevelEffect[]
  /** Negative when level `a` is below level `b`, as compat_level.c compares them; undefined when one is no level. */
  compare(a: string, b: string): number | undefined
  /** What a parameter's level-dependent default is at a level; undefined when it does not depend on it. */
  defaultAt(parameter: string, level: string): string | undefined
}
