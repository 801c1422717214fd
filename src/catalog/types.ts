import type { Remembering } from '../text/remembered.js'
import type {
  DictionaryClientName,
  ProfileName,
  ProgramName,
  RestrictionName,
  TableTypeName,
  TableUseName,
  ValueKind,
} from './names.js'
import type {
  Compatibility,
  ConventionalName,
  Deprecation,
  DictionaryClient,
  FamilyParameter,
  NameHistory,
  Parameter,
  UserNameHook,
} from './parameter-types.js'
import type {
  AccessAction,
  RelayRequirement,
  Restriction,
  RestrictionLexis,
  RestrictionList,
} from './restriction-types.js'
import type {
  CommandAttribute,
  CommandFlag,
  DaemonOption,
  MasterFields,
  PipeMacro,
  Program,
  StockEntry,
  WellKnownService,
} from './service-types.js'
import type { TableUse } from './table-use-types.js'
import type {
  Kind,
  MacroSyntax,
  TableGrammar,
  TableRestriction,
  TableResult,
  TableType,
  ValueSyntax,
  Vocabulary,
} from './value-types.js'
import type { Version } from './version-types.js'

export type * from './names.js'
export type * from './parameter-types.js'
export type * from './restriction-types.js'
export type * from './service-types.js'
export type * from './table-use-types.js'
export type * from './value-types.js'
export type * from './version-types.js'

/** What the configuration is judged against. */
export interface Target {
  readonly version: Version
  /** Whose build of Postfix it is: built-in defaults of some parameters differ by distribution. */
  readonly profile: ProfileName
}

/** Everything known about one release of Postfix. Lookups are lazy: a name is worked out when it is asked for. */
export interface Catalog extends Remembering {
  /** Exact release. */
  readonly version: Version
  readonly profile: ProfileName
  /** Is this release the named one, or newer? A branch stands for its .0 release: `atLeast('3.0')`. */
  atLeast(version: Version): boolean
  /** A parameter of this release, legacy and read-only ones included. Names compare with case. */
  parameter(name: string): Parameter | undefined
  parameterNames(): readonly string[]
  /** The names among them that have values of a kind. */
  parametersOfKind(kind: ValueKind): readonly string[]
  /** Parameters of any release in whose facts a piece of text stands (a name in a default): a sieve, cheap and wide. */
  parametersWith(piece: string): readonly string[]
  /** What is known of a name over all releases, whether this one has it or not. */
  history(name: string): NameHistory | undefined
  /** Set when the name is deprecated at this release, or gone. */
  deprecation(name: string): Deprecation | undefined
  /** Reads `<transport><suffix>`; the longest suffix wins. */
  transportFamily(name: string): FamilyParameter | undefined
  /** The suffixes of `transportFamily` in this release. */
  transportSuffixes(): readonly string[]
  /** Names that a master.cf entry makes valid, built-in ones left out (`src/postconf/postconf_service.c`). */
  serviceMade(service: { readonly name: string; readonly program: string }): readonly FamilyParameter[]
  userNameHooks(): readonly UserNameHook[]
  conventionalName(name: string): ConventionalName | undefined
  dictionaryClient(type: string): DictionaryClient | undefined
  dictionaryClients(): readonly DictionaryClientName[]
  /** A restriction of this release or one it dropped (`status: 'removed'`), by name without case. */
  restriction(name: string): Restriction | undefined
  /** Names that work in this release. */
  restrictionNames(): readonly RestrictionName[]
  restrictionList(parameter: string): RestrictionList | undefined
  restrictionLists(): readonly RestrictionList[]
  restrictionLexis(): RestrictionLexis
  /** An action by its word, without case; a number or another text finds the pattern it belongs to. */
  accessAction(name: string): AccessAction | undefined
  accessActions(): readonly AccessAction[]
  relayRequirement(): RelayRequirement
  /** A table type of this release. */
  tableType(name: string): TableType | undefined
  tableTypes(): readonly TableTypeName[]
  /** First release with a table type, whether this one has it or not. */
  tableTypeSince(name: string): Version | undefined
  tableGrammar(name: string): TableGrammar | undefined
  /** Set when the parameter's tables are security-sensitive. */
  tableRestriction(parameter: string): TableRestriction | undefined
  /** What a parameter's tables are used for; undefined: for nothing that is known. */
  parameterUse(parameter: string): TableUse | undefined
  /** What the table behind a restriction (`check_client_access`) is used for. */
  restrictionUse(restriction: RestrictionName): TableUse | undefined
  tableUse(name: TableUseName): TableUse
  program(name: string): Program | undefined
  programs(): readonly ProgramName[]
  wellKnownService(name: string): WellKnownService | undefined
  services(): readonly WellKnownService[]
  stockEntries(): readonly StockEntry[]
  masterFields(): MasterFields
  daemonOption(option: string): DaemonOption | undefined
  daemonOptions(): readonly DaemonOption[]
  pipeAttribute(name: string): CommandAttribute | undefined
  pipeAttributes(): readonly CommandAttribute[]
  pipeFlag(letter: string): CommandFlag | undefined
  pipeFlags(): readonly CommandFlag[]
  pipeMacro(name: string): PipeMacro | undefined
  pipeMacros(): readonly PipeMacro[]
  spawnAttribute(name: string): CommandAttribute | undefined
  spawnAttributes(): readonly CommandAttribute[]
  smtpAttribute(name: string): CommandAttribute | undefined
  smtpAttributes(): readonly CommandAttribute[]
  smtpFlag(letter: string): CommandFlag | undefined
  smtpFlags(): readonly CommandFlag[]
  /** A vocabulary by its name, or that of a parameter. */
  vocabulary(nameOrParameter: string): Vocabulary | undefined
  kind(name: ValueKind): Kind
  /** What is special about the text of a parameter's value, beyond its kind. */
  syntax(parameter: string): ValueSyntax | undefined
  macroSyntax(): MacroSyntax
  tableResult(parameter: string): TableResult | undefined
  readonly compatibility: Compatibility
}
