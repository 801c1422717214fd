import type { Since, Timeline } from './timeline.js'

// Shapes of the data files about master.cf, as JSON.parse gives them.

export interface ProgramRecord {
  readonly since: string
  readonly removed?: string
  readonly skeleton: Timeline<string>
  readonly processLimit?: { readonly required: number; readonly since: string; readonly note?: string }
  readonly privileged?: true
  readonly arguments?: Timeline<'none' | 'attributes' | 'ignored'>
  readonly wakeup?: { readonly required: boolean; readonly basis: string; readonly where: string }
  readonly chroot?: 'not-allowed' | 'discouraged'
  readonly aliasOf?: string
  readonly status?: string
  readonly sameProgramAs?: string
  readonly recommendedTypes?: readonly string[]
}

export interface ServiceRecord {
  readonly since: string
  readonly program: string
  readonly private: string
  readonly types: readonly string[]
  readonly nameParameter?: string
  readonly maxproc: string
  readonly maxprocBasis?: string
  readonly wakeup?: string
  readonly neededBy?: readonly string[]
  readonly note?: string
  readonly stockType?: Timeline<string>
  readonly stockSince?: string
  readonly connectedFrom: string
}

export interface AttributeRecord {
  readonly since: string
  readonly required?: true
  readonly syntax: string
  readonly default?: string
  readonly notes?: readonly string[]
  readonly mustBeLast?: true
  readonly checkedAt?: string
}

export interface FlagRecord {
  readonly since: string
  readonly meaning: string
  readonly requires?: string
}

export interface DaemonOptionRecord {
  readonly since: string
  readonly argument?: string
  readonly userSpecifiable: boolean
  readonly repeatable?: boolean
  readonly longForm?: string
  readonly longFormSince?: string
  readonly readOnlyNames?: readonly string[]
  readonly skeletons?: readonly string[]
  readonly meaning?: string
  readonly setBy?: string
}

export interface MasterCfRecord {
  readonly fields: readonly string[]
  readonly defaults: Readonly<Record<string, string>>
  readonly chrootByLevelSince: string
  readonly noDefault: readonly string[]
  readonly booleans: readonly string[]
  readonly booleansCaseSensitive: boolean
  readonly wakeupSyntax: string
  readonly maxprocSyntax: string
  readonly numericFieldLeniency: string
  readonly types: readonly {
    readonly type: string
    readonly since: string
    readonly nameSyntax?: string
    readonly mustBePublic?: boolean
    readonly status?: string
  }[]
  readonly typesCaseSensitive: boolean
  readonly duplicates: string
  readonly braceArgumentsSince: string
  readonly stressOption: string
  readonly disabledBy: string
}

export interface ServicesFile {
  readonly masterCf: MasterCfRecord
  readonly skeletons: Readonly<
    Record<string, { readonly types: readonly string[]; readonly letters: Timeline<string>; readonly source: string }>
  >
  readonly options: Readonly<Record<string, DaemonOptionRecord>>
  readonly programs: Readonly<Record<string, ProgramRecord>>
  readonly services: Readonly<Record<string, ServiceRecord>>
  readonly pipeAttributes: Readonly<Record<string, AttributeRecord>>
  readonly pipeFlags: Readonly<Record<string, FlagRecord>>
  readonly pipeMacros: Readonly<Record<string, { readonly since: string; readonly perRecipient: boolean }>>
  readonly spawnAttributes: Readonly<Record<string, AttributeRecord>>
  readonly smtpAttributes: Readonly<Record<string, AttributeRecord>>
  readonly smtpFlags: Readonly<Record<string, FlagRecord>>
}

export interface StockEntryRecord {
  readonly since: Since
  /** First release without it, in each branch that dropped it. */
  readonly removed?: Since
  /** The eight fields, separated by spaces. */
  readonly fields: string
  readonly args?: readonly string[]
  readonly commented?: true
}

export type StockMasterFile = readonly StockEntryRecord[]
