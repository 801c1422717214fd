import type { Prose } from '../catalog/prose.js'
import type { Project } from '../config/project.js'
import type { Diagnostic } from '../lint/diagnostic.js'
import type { Rule } from '../rules/define.js'
import type { Here } from './here.js'
import type { LogLine } from './log-line.js'

/** What an explanation is made from. */
export interface ExplainInput {
  readonly prose: Prose
  /** Configuration to look in, or an empty project of the release that is meant. */
  readonly project: Project
  /** What the rules say about the configuration; absent: none was given. */
  readonly diagnostics?: readonly Diagnostic[]
}

/** What something that was asked for means: plain data, for a terminal and for programs. */
export interface Explanation {
  readonly asked: string
  /** What it was taken for; `unknown`: nothing is known of it. */
  readonly topic: 'rule' | 'name' | 'status-code' | 'log-line' | 'unknown'
  /** A log line in its parts. */
  readonly line?: LogLine
  /** Explanations in Markdown. */
  readonly texts: readonly string[]
  /** What a log line is known as, the likeliest first. */
  readonly messages: readonly ExplainedMessage[]
  /** Rules that find the cause in the configuration, the likeliest first. */
  readonly rules: readonly BriefRule[]
  /** Parameters it is about, the likeliest first. */
  readonly parameters: readonly string[]
  readonly restrictions: readonly string[]
  /** Names that are near to one that is not known. */
  readonly suggestions: readonly string[]
  /** Where it is in a configuration, if one was given. */
  readonly here?: Here
}

/** A rule, in short. */
export type BriefRule = Pick<Rule, 'id' | 'severity' | 'summary'>

/** A known message with what it means. */
export interface ExplainedMessage {
  /** The text it is known by; `*` stands for anything. */
  readonly message: string
  readonly means: string
  readonly do: string
}

/** What a list of rules shows of each. */
export function brief({ id, severity, summary }: Rule): BriefRule {
  return { id, severity, summary }
}
