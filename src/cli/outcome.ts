import { type Fixed, fixUntilStable } from '../edit/fix-loop.js'
import type { Diagnostic } from '../lint/diagnostic.js'
import { lint } from '../lint/lint.js'
import type { UnreadFile } from '../report/json.js'
import type { Safety } from '../rules/define.js'
import type { SourceText } from '../text/source-text.js'
import type { LintArguments } from './arguments.js'
import type { Judgement } from './judgement.js'
import { type ReadFile, type ReadTarget, shownFiles } from './read-target.js'
import type { TargetTables } from './tables.js'

/** What became of one configuration. */
export interface Outcome {
  /** Findings of the files that were named. */
  readonly diagnostics: readonly Diagnostic[]
  readonly sources: ReadonlyMap<string, SourceText>
  /** Names of the files that were judged. */
  readonly files: readonly string[]
  readonly unread: readonly UnreadFile[]
  readonly fixed: number
  /** The files as fixing leaves them; none when nothing was to be fixed. */
  readonly texts: readonly FixedText[]
  readonly maxWarnings: number
  /** The Postfix release it was judged as; none where nothing could be read. */
  readonly version?: string
  /** The package that the release, or whose build it is, was taken from. */
  readonly installed?: string
}

/** A file with its text after fixing. */
export interface FixedText {
  readonly file: ReadFile
  readonly text: string
}

const allowedBy: Readonly<Record<'safe' | 'unsafe', ReadonlySet<Safety>>> = {
  safe: new Set(['safe']),
  unsafe: new Set(['safe', 'unsafe']),
}

/** What fixing is wanted. */
export type Fixing = Pick<LintArguments, 'fix' | 'dryRun'>

/** Judges one configuration. */
export function outcomeOf(
  target: ReadTarget,
  { fix, dryRun }: Fixing,
  judgement: Judgement,
  tables?: TargetTables,
): Outcome {
  const { main, master } = target
  const { options, maxWarnings, installed } = judgement
  const named = shownFiles(target)
  const names = new Set(named.map(file => file.name))
  const isShown = (name: string) => names.has(name) || tables?.isShown(name) === true
  // Which tables there are shows only when they are looked for.
  const mayChange = { has: (name: string) => names.has(name) || tables?.mayChange(name) === true }
  const input = {
    ...(main && { main: main.source }),
    ...(master && { master: master.source }),
    ...(tables && { tables: tables.loader }),
  }
  const fixing: Fixed | undefined =
    fix === 'none' ? undefined : fixUntilStable(input, options, allowedBy[fix], mayChange)
  // A dry run changes nothing: what it says is about the files as they are.
  const result = fixing === undefined || dryRun ? lint(input, options) : fixing.result
  const files = [...named, ...(tables?.files() ?? [])]
  return {
    diagnostics: result.diagnostics.filter(diagnostic => isShown(diagnostic.at.file)),
    sources: result.project.sources,
    files: files.map(({ name }) => name),
    unread: [...target.unread, ...(tables?.unread() ?? [])],
    fixed: dryRun ? 0 : (fixing?.applied ?? 0),
    texts: fixing ? files.map(file => ({ file, text: fixing.files.get(file.name) ?? file.source.text })) : [],
    maxWarnings,
    version: result.project.catalog.version,
    ...(installed !== undefined && { installed }),
  }
}

/** The files that a finding speaks of. */
export function filesOf({ at, related, fixes }: Diagnostic): readonly string[] {
  return [at.file, ...related.map(other => other.at.file), ...fixes.flatMap(fix => fix.edits.map(edit => edit.file))]
}

/** Where there was nothing to judge. */
export function nothingRead(unread: readonly UnreadFile[]): Outcome {
  return { diagnostics: [], sources: new Map(), files: [], unread, fixed: 0, texts: [], maxWarnings: 0 }
}
