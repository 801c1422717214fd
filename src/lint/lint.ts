import type { ProfileName } from '../catalog/types.js'
import { latestVersion, parseVersion } from '../catalog/versions.js'
import type { Facts, HostDescription } from '../config/facts.js'
import { createProject, type Project } from '../config/project.js'
import type { TableLoader } from '../config/tables.js'
import { allRules } from '../rules/all-rules.js'
import type { Preset, Rule } from '../rules/define.js'
import { SourceText } from '../text/source-text.js'
import { type Diagnostic, type Summary, summarize } from './diagnostic.js'
import { type ActiveRule, runRules } from './engine.js'
import { LintMemories } from './memory.js'
import { activeRules, type SeveritySetting } from './severities.js'
import { certainOfTemplate } from './template-findings.js'

/** The files of one Postfix instance: text, or text with the name it is to be reported by. */
export interface LintInput {
  readonly main?: string | SourceText
  readonly master?: string | SourceText
  /** Finds the tables that the files name: `tablesFromTexts`, or `tablesFrom` with a reader. */
  readonly tables?: TableLoader
}

/** How to judge. */
export interface LintOptions {
  /** Branch or patch level (`3.7`, `3.7.11`); default: the newest stable release. */
  readonly postfixVersion?: string
  /** Whose build it is; default `upstream`. */
  readonly profile?: ProfileName
  /** Default `recommended`. */
  readonly preset?: Preset
  /** Severity by rule id, or `off`; a rule named here runs whatever the preset. */
  readonly rules?: Readonly<Record<string, SeveritySetting>>
  /** Run these rules and no other. */
  readonly only?: readonly string[]
  /** What is known of the host's files; default: nothing. */
  readonly facts?: Facts
  /** What is known of the host's names and addresses; default: nothing. */
  readonly host?: HostDescription
  /** More rules, beside those that come with postfix-lint. */
  readonly plugins?: readonly Rule[]
}

export interface LintResult {
  /** In order of file, place, severity. */
  readonly diagnostics: readonly Diagnostic[]
  readonly summary: Summary
  readonly project: Project
}

/** A Postfix version that is none, or one that postfix-lint knows nothing of. */
export class UnknownVersion extends Error {
  override readonly name = 'UnknownVersion'
}

/** The release a user means. @throws UnknownVersion */
export function resolveVersion(text: string | undefined): string {
  if (text === undefined) return latestVersion()
  const version = parseVersion(text)
  if (version === undefined) throw new UnknownVersion(`\`${text}\` is not a Postfix version that postfix-lint knows`)
  return version
}

/**
 * Finds what is wrong with a Postfix configuration. Never throws for what the files hold.
 * @throws UnknownVersion when `postfixVersion` is not a known release
 */
export function lint(input: LintInput, options: LintOptions = noOptions): LintResult {
  const named = (file: string | SourceText | undefined, name: string) =>
    typeof file === 'string' ? new SourceText(name, file) : file
  const main = named(input.main, 'main.cf')
  const master = named(input.master, 'master.cf')
  const project = createProject({
    target: { version: resolveVersion(options.postfixVersion), profile: options.profile ?? 'upstream' },
    ...(main && { main }),
    ...(master && { master }),
    ...(options.facts && { facts: options.facts }),
    ...(options.host && { host: options.host }),
    ...(input.tables && { tables: input.tables }),
    readsTemplates: true,
  })
  return lintProject(project, options)
}

/** Runs the rules over a project that was read already. */
export function lintProject(project: Project, options: LintOptions = noOptions): LintResult {
  const { active, known, memories } = ruleSet(options)
  const diagnostics = certainOfTemplate(project, runRules(project, active, known, memories.of(project)))
  return { diagnostics, summary: summarize(diagnostics), project }
}

/** One object for all who give none: the rules of a run are remembered by its options. */
const noOptions: LintOptions = {}

interface RuleSet {
  readonly active: readonly ActiveRule[]
  readonly known: ReadonlySet<string>
  readonly memories: LintMemories<ActiveRule>
}

const ruleSets = new WeakMap<LintOptions, RuleSet>()

function ruleSet(options: LintOptions): RuleSet {
  const remembered = ruleSets.get(options)
  if (remembered !== undefined) return remembered
  const all = options.plugins ? [...allRules(), ...options.plugins] : allRules()
  const chosen = options.only ? all.filter(rule => options.only?.includes(rule.id)) : all
  const set = {
    active: activeRules(chosen, options.preset, options.rules),
    known: new Set(all.map(rule => rule.id)),
    memories: new LintMemories<ActiveRule>(),
  }
  ruleSets.set(options, set)
  return set
}
