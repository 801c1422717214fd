import type { ProgramName } from './names.js'
import type { Version } from './version-types.js'

/** The type of a service: column 2 of master.cf. */
export interface ServiceType {
  readonly type: string
  readonly since: Version
  /** Must have `n` in the private column. */
  readonly mustBePublic: boolean
  readonly obsolete: boolean
  readonly nameSyntax?: string | undefined
}

/** The columns of master.cf (`src/master/master_ent.c`). */
export interface MasterFields {
  readonly names: readonly string[]
  /** What `-` stands for; absent for columns that must be filled in. */
  readonly defaults: Readonly<Record<string, string>>
  /** `-` in the chroot column means `n` from compatibility level 1 on (Postfix 3.0), else `y`. */
  readonly chrootByLevel: boolean
  readonly booleans: readonly string[]
  readonly types: readonly ServiceType[]
  /** Regular expressions of the two numeric columns. */
  readonly wakeupSyntax: string
  readonly maxprocSyntax: string
  /** `{ one argument }` works in this release. */
  readonly braceArguments: boolean
}

/** A command-line option of the daemons (`src/master/*_server.c`). */
export interface DaemonOption {
  /** With the dash: `-o`. */
  readonly option: string
  /** What follows it; undefined: nothing. */
  readonly argument?: string | undefined
  /** False for those that master(8) sets itself. */
  readonly userSpecifiable: boolean
  readonly repeatable: boolean
  /** The form in braces, when this release has it. */
  readonly longForm?: string | undefined
  /** Names that `-o` cannot set. */
  readonly readOnlyNames: readonly string[]
  /** Server skeletons that have it; empty: all. */
  readonly skeletons: readonly string[]
  readonly meaning?: string | undefined
  readonly since: Version
}

/** A program that master(8) can start, at one release. */
export interface Program {
  readonly name: ProgramName
  /** Which `src/master/<skeleton>_server.c` it is built on. */
  readonly skeleton: 'single' | 'multi' | 'event' | 'trigger' | 'dgram'
  /** Service types it starts with. */
  readonly types: readonly string[]
  readonly recommendedTypes: readonly string[]
  /** getopt(3) letters of its options. */
  readonly optionLetters: string
  /** The value that the process limit column must have (0: unlimited, 1: alone); undefined: any. */
  readonly processLimit?: number | undefined
  /** Must run with `n` in the unprivileged column. */
  readonly privileged: boolean
  /** Needs a wakeup time to do its work. */
  readonly wakeupRequired: boolean
  /** What follows the options: nothing (more is fatal), `name=value` attributes, or anything, unread. */
  readonly arguments: 'none' | 'attributes' | 'ignored'
  readonly chroot: 'allowed' | 'discouraged' | 'not-allowed'
  readonly aliasOf?: ProgramName | undefined
  readonly sameProgramAs?: ProgramName | undefined
  readonly deprecated: boolean
  readonly since: Version
}

/** A service that Postfix programs connect to by name. */
export interface WellKnownService {
  readonly name: string
  readonly program: ProgramName
  /** `y` or `n`, as column 3 must have it. */
  readonly private: 'y' | 'n'
  readonly types: readonly string[]
  /** The parameter that holds its name; undefined: the name is fixed, or is a transport. */
  readonly nameParameter?: string | undefined
  /** Process limit of the stock entry, `-` for the default. */
  readonly maxproc: string
  /** Wakeup time of the stock entry, when it has one. */
  readonly wakeup?: string | undefined
  /** Programs or settings that need it; empty: always wanted. */
  readonly neededBy: readonly string[]
  /** The stock master.cf of this release has it, not as a comment. */
  readonly stock: boolean
  /** Type in the stock master.cf of this release. */
  readonly stockType: string
  /** Source files that connect to it. */
  readonly connectedFrom: string
  readonly note?: string | undefined
  readonly since: Version
}

/** An entry of the master.cf that a release comes with. */
export interface StockEntry {
  readonly service: string
  readonly type: string
  readonly private: string
  readonly unprivileged: string
  readonly chroot: string
  readonly wakeup: string
  readonly maxproc: string
  readonly command: string
  readonly args: readonly string[]
  /** It stands there as a comment. */
  readonly commented: boolean
}

/** A `name=value` argument of pipe(8), spawn(8) or smtp(8). Names compare without case. */
export interface CommandAttribute {
  readonly name: string
  readonly required: boolean
  readonly syntax: string
  readonly default?: string | undefined
  readonly notes: readonly string[]
  /** Takes the rest of the line. */
  readonly mustBeLast: boolean
  readonly since: Version
}

/** A letter of `flags=`. Case matters. */
export interface CommandFlag {
  readonly letter: string
  readonly meaning: string
  /** A setting without which it does not work: `<transport>_destination_recipient_limit=1`. */
  readonly requires?: string | undefined
  readonly since: Version
}

/** A `$name` of pipe(8)'s argv. */
export interface PipeMacro {
  readonly name: string
  /** Makes a separate argument for each recipient. */
  readonly perRecipient: boolean
  readonly since: Version
}
