import type { Since, Timeline } from './timeline.js'

// Shapes of the data files about parameters, as JSON.parse gives them; `schema.ts` checks them in tests.

export interface VersionsFile {
  readonly stable: string
  readonly branches: readonly { readonly branch: string; readonly last: string }[]
}

export interface DeprecationRecord {
  readonly since: string
  readonly warns?: string
  readonly effect: 'works' | 'fallback' | 'ignored' | 'removed' | 'discouraged' | 'oqmgr only'
  readonly use?: readonly string[]
  readonly note?: string
}

export interface ParameterRecord {
  readonly since: Since
  readonly removed?: string
  /** The first branch that did not have it and the branch that brought it back. */
  readonly absent?: readonly [string, string]
  /** The only releases that had it, for names that came and went in patch releases. */
  readonly only?: readonly string[]
  readonly class?: Timeline<'builtin' | 'legacy' | 'read-only' | 'unlisted' | 'historical' | 'documented-only'>
  readonly lastRelease?: string
  readonly type?: Timeline<string>
  readonly kind: Timeline<string>
  readonly min?: Timeline<number>
  readonly max?: Timeline<number>
  readonly unit?: string
  readonly default?: Timeline<string | null>
  readonly vocabulary?: string
  /** Programs, separated by spaces. */
  readonly readBy?: Timeline<string>
  /** `tls`, `sasl`: what the build must have. */
  readonly needs?: string
  readonly deprecated?: DeprecationRecord
  readonly hostDependent?: true
  readonly buildDependent?: true
  readonly variants?: readonly {
    readonly from: string
    readonly to?: string
    readonly condition: string
    readonly value: string
  }[]
  readonly undocumented?: true
  /** Names, separated by spaces, that Postfix itself replaces when it uses the value. */
  readonly macros?: string
}

export type ParametersFile = Readonly<Record<string, ParameterRecord>>

export interface FamilyRecord {
  readonly since: Since
  readonly removed?: string
  readonly renamedTo?: string
  readonly inherits: string
  readonly type: Timeline<string>
  readonly kind: string
  readonly min?: number
  readonly max?: number
  readonly unit?: string
  readonly readBy: string
  readonly programs: string
}

export interface UserNameRecord {
  readonly hook: string
  readonly kind: string
  readonly since: string
  readonly removed?: string
  readonly valueKind?: string
  readonly undefinedName?: string
  readonly condition?: string
  readonly source: string
}

export interface NameFamiliesFile {
  readonly families: Readonly<Record<string, FamilyRecord>>
  readonly documentedTransports: readonly string[]
  readonly userDefinedNames: readonly UserNameRecord[]
  readonly conventionalUserNames: Readonly<
    Record<string, { readonly since: string; readonly kind: string; readonly referencedFrom: string }>
  >
}

export interface ClientKeyRecord {
  readonly since: Since
  readonly type?: Timeline<string>
  readonly default: Timeline<string | null>
  readonly min?: Timeline<number>
  readonly max?: Timeline<number>
  readonly values?: Readonly<Record<string, string>>
  readonly oldInterface?: true
  readonly effect?: string
  readonly replacedBy?: string
}

export type DictionaryClientsFile = Readonly<Record<string, Readonly<Record<string, ClientKeyRecord>>>>

export interface CompatibilityFile {
  readonly levels: Readonly<Record<string, string>>
  readonly lastLevel: Timeline<string>
  readonly stockMainCf: Readonly<Record<string, string>>
  readonly operators: Readonly<Record<string, string>>
  readonly syntax: {
    readonly type: Timeline<string>
    readonly pattern: string
    readonly maxMajor: number
    readonly maxMinor: number
    readonly maxPatch: number
    readonly note: string
  }
  readonly parameters: Readonly<
    Record<
      string,
      { readonly since: string; readonly threshold: string; readonly below: string; readonly atOrAbove: string }
    >
  >
  readonly otherEffects: readonly {
    readonly where: string
    readonly since: string
    readonly removed?: string
    readonly threshold: string
    readonly below: string
    readonly atOrAbove: string
    readonly source: string
    readonly note?: string
  }[]
  readonly nonBdbMigration: {
    readonly since: string
    readonly default: string
    readonly levels: Readonly<Record<string, string>>
    readonly relatedParameters: readonly string[]
    readonly service: { readonly service: string; readonly program: string; readonly neededWhen: string }
    readonly redirectedTypes: readonly string[]
  }
}

export interface ProfileRecord {
  readonly parameters: Readonly<Record<string, Timeline<string>>>
  readonly tablePackages: Readonly<Record<string, string>>
}

export type ProfilesFile = Readonly<Record<string, ProfileRecord>>
