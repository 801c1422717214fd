import type { Parameter, ProfileName, TableUse, TableUseName, ValueKind, Version } from '../catalog/types.js'
import type { Effective, Resolved } from '../config/effective.js'
import type { ValuePlace } from '../config/elements.js'
import type { HostDescription, PathFact } from '../config/facts.js'
import type { Project } from '../config/project.js'
import type { Service } from '../config/service.js'
import type { Table } from '../config/tables.js'
import type { Comment } from '../syntax/lines.js'
import type { Assignment, ConfigFile } from '../syntax/nodes.js'
import type { TableLine, TableSyntax } from '../syntax/tables/nodes.js'
import type { Edit, Location, Range } from '../text/range.js'

/** How bad a finding is. An error is certain: Postfix refuses it, loses mail or is open to abuse by it. */
export type Severity = 'error' | 'warning' | 'info'

/**
 * How far a fix can be trusted. `safe`: the text is certain, no intended meaning changes; `unsafe`: likely right, but a
 * person should look; `manual`: shown only, it needs a decision.
 */
export type Safety = 'safe' | 'unsafe' | 'manual'

/** Which presets a rule belongs to: each holds the ones before it. */
export type Preset = 'recommended' | 'strict' | 'all'

/** Where a finding is shown: a place in a file, or a stretch of a value, which is followed to where it was written. */
export type Place = Location | ValuePlace

/** The texts of a rule, each made from typed data. */
export type Messages = Readonly<Record<string, (data: never) => string>>

/** A message by name, with the data it needs. */
export type Say<M extends Messages> = {
  [K in keyof M]: Parameters<M[K]> extends readonly [] ? readonly [K] : readonly [K, Parameters<M[K]>[0]]
}[keyof M]

/** A change that mends a finding. `edits: null` means that no certain text could be found: then there is no fix. */
export interface FixDescription {
  readonly title: string
  readonly edits: readonly Edit[] | null
  /** Default: the rule's own `fix`. */
  readonly safety?: Safety
}

/** What a rule says about one finding. */
export interface Report<M extends Messages> {
  readonly at: Place
  readonly say: Say<M>
  readonly related?: readonly { readonly at: Place; readonly message: string }[]
  readonly fix?: FixDescription | readonly (FixDescription | undefined)[] | undefined
  /** Lower than the rule's own severity, when less is certain. */
  readonly severity?: Severity
  /** The services concerned, when the scope does not already tell. */
  readonly services?: readonly Service[]
}

/** One configuration that shows a rule: documentation and test at once. `«»` mark the reported places. */
export interface Example {
  readonly title: string
  readonly 'main.cf'?: string
  readonly 'master.cf'?: string
  /** Tables, by their path or by their name below /etc/postfix: `{ virtual: '...' }`. */
  readonly tables?: Readonly<Record<string, string>>
  /** No rule at all says anything about it. */
  readonly clean?: true
  /**
   * The files after all fixes; a file that does not change may be left out. A text alone stands for the one file whose
   * places are marked, if that is a table, else for main.cf, or for master.cf if there is no main.cf.
   */
  readonly fixed?: string | Readonly<Record<string, string>>
  /** Judged as this Postfix version. */
  readonly version?: Version
  /** Judged as this distribution builds Postfix. */
  readonly profile?: ProfileName
  /** What is known of the host: path to what is there. Paths that are not named are unknown. */
  readonly files?: Readonly<Record<string, Partial<PathFact> | 'missing'>>
  /** What is known of the host's name and addresses. */
  readonly host?: HostDescription
  /** False: the real Postfix is not asked about this example (say why in the title or in `evidence`). */
  readonly prove?: boolean
}

/** How it is known that a rule is right. */
export type Evidence =
  | {
      /** The running Postfix logs (or answers) this for the bad examples and not for the good ones. */
      readonly kind: 'log'
      /** Texts, any of which appears; `/.../ ` is not used: plain fragments. */
      readonly says: readonly string[]
      /** The program that says it. */
      readonly by: string
    }
  | {
      /** A documented or source-read fact that a short run does not show. */
      readonly kind: 'source'
      readonly because: string
    }
  | {
      /** A judgement: usually a mistake, but it can be meant. */
      readonly kind: 'heuristic'
      readonly because: string
    }

interface RuleFacts<Id extends string, M extends Messages> {
  /** The pattern found, in words and hyphens; equals the file's name. */
  readonly id: Id
  readonly severity: Severity
  /** Default: `recommended`. */
  readonly preset?: Preset
  /** First postfix-lint with this rule. */
  readonly since: string
  /** The Postfix releases it speaks about; outside them it is not run. */
  readonly postfix?: { readonly from?: Version; readonly until?: Version }
  /**
   * Set when it can say nothing unless something is known of the host: its files, names or addresses. Without, it is
   * not run, and the command does not load its code (it loads that of rules about tables when there are tables).
   */
  readonly needs?: 'host'
  /** The best fix it offers. */
  readonly fix: Safety | 'none'
  /** One line, no full stop inside: what is wrong. */
  readonly summary: string
  /** A short paragraph or two of Markdown: what Postfix does, and what follows for the operator. */
  readonly why: string
  /** Manual pages and source files that say so. */
  readonly see: readonly string[]
  readonly evidence: Evidence
  /** Its page, where that is not one of postfix-lint's own; empty: it has none. */
  readonly url?: string
  /** Rules that would only say the same fault again: what they find on the same characters is left out. */
  readonly explains?: readonly string[]
  readonly messages: M
  readonly examples: readonly Example[]
}

/** Looks at the lines and syntax of one file. */
export interface FileContext {
  readonly project: Project
  readonly file: ConfigFile
}

/** Looks at one written value, in main.cf or in a `-o`, expanded in the view it is written in. */
export interface SettingContext {
  readonly project: Project
  readonly setting: Assignment
  /** What this release knows about the name, if anything (also for `<transport>_...` names). */
  readonly parameter?: Parameter
  readonly resolved: Resolved
  readonly view: Effective
  /** Set for a `-o`. */
  readonly service?: Service
}

/** Looks at what one service really runs with. Equal findings of several services are said once. */
export interface ServiceContext {
  readonly project: Project
  readonly service: Service
  readonly config: Effective
}

/** Looks at everything together. */
export interface ProjectContext {
  readonly project: Project
}

/** One rule named in a suppression comment, and whether it hid anything in this run. */
export interface Suppression {
  readonly rule: string
  readonly file: string
  /** Where findings are hidden; absent: in the whole file. */
  readonly covers?: Range
  readonly ruleRange: Range
  readonly comment: Comment
  /** How many rules the comment names. */
  readonly names: number
  readonly used: boolean
}

/** Looks at one table: a source file of a lookup table, or one that main.cf holds itself. */
export interface TableContext {
  readonly project: Project
  readonly table: Table
  /** What it is used for, of those uses that the rule names; of all, if it names none. Can be empty then. */
  readonly uses: readonly TableUse[]
}

/** What a rule does while a table is read once, line by line, for all rules. It must not keep the lines. */
export interface TableVisitor {
  line?(line: TableLine): void
  end?(): void
}

/** Looks at the suppression comments after everything else has run. */
export interface SuppressionContext {
  readonly project: Project
  readonly suppressions: readonly Suppression[]
  /** Every rule there is, and those that are switched on. */
  readonly known: ReadonlySet<string>
  readonly active: ReadonlySet<string>
}

/** How a rule hands over a finding. */
export type Reporter<M extends Messages> = (report: Report<M>) => void

type Checks<M extends Messages> =
  | {
      readonly scope: 'file'
      readonly files?: readonly ConfigFile['type'][]
      readonly check: (context: FileContext, report: Reporter<M>) => void
    }
  | {
      readonly scope: 'setting'
      /** Only parameters of these kinds. */
      readonly kinds?: readonly ValueKind[]
      /** Only these parameters. With neither, every setting. */
      readonly parameters?: readonly string[]
      readonly check: (context: SettingContext, report: Reporter<M>) => void
    }
  | {
      readonly scope: 'service'
      /** Only services that run one of these programs. */
      readonly programs?: readonly string[]
      readonly check: (context: ServiceContext, report: Reporter<M>) => void
    }
  | {
      readonly scope: 'table'
      /** Only tables that are written like this. */
      readonly syntaxes?: readonly TableSyntax[]
      /** Only tables that are used for one of these. */
      readonly uses?: readonly TableUseName[]
      /** Called once for each table; gives what to do with its lines, or undefined when there is nothing to see. */
      readonly check: (context: TableContext, report: Reporter<M>) => TableVisitor | undefined
    }
  | {
      readonly scope: 'project'
      readonly check: (context: ProjectContext, report: Reporter<M>) => void
    }
  | {
      readonly scope: 'suppressions'
      readonly check: (context: SuppressionContext, report: Reporter<M>) => void
    }

/** A rule as its file writes it. */
export type RuleDefinition<Id extends string, M extends Messages> = RuleFacts<Id, M> & Checks<M>

/** A rule as the engine runs it: whatever its messages are called. */
export type Rule = RuleDefinition<string, Messages>

/** Checks a rule's types where it is written. */
export function defineRule<const Id extends string, M extends Messages>(rule: RuleDefinition<Id, M>): Rule {
  // The engine calls a message only with the data its own rule reported: the names and types were checked right here.
  return rule as unknown as Rule
}
