import type { Project } from '../config/project.js'
import type { Diagnostic, Fix } from '../lint/diagnostic.js'
import { type LintInput, type LintOptions, type LintResult, lint } from '../lint/lint.js'
import type { Safety } from '../rules/define.js'
import { applyEdits } from '../text/edits.js'
import { SourceText } from '../text/source-text.js'
import { TakenPlaces } from './taken-places.js'

/** Passes after which two rules are taken to be fighting. */
const maximumPasses = 10

/** What fixing did. */
export interface Fixed {
  /** The files as they are now, by name. */
  readonly files: ReadonlyMap<string, string>
  /** Number of fixes applied, over all passes. */
  readonly applied: number
  /** What is left after the last pass. */
  readonly result: LintResult
}

/** The first fix of a diagnostic that may be applied. */
function usableFix(diagnostic: Diagnostic, allowed: ReadonlySet<Safety>): Fix | undefined {
  return diagnostic.fixes.find(fix => allowed.has(fix.safety))
}

/**
 * Picks fixes that can be applied together: from the top of the file down, each whole or not at all; one that touches
 * what an earlier one touches waits for the next pass.
 */
export function selectFixes(diagnostics: readonly Diagnostic[], allowed: ReadonlySet<Safety>): readonly Fix[] {
  const chosen: Fix[] = []
  const taken = new Map<string, TakenPlaces>()
  for (const diagnostic of diagnostics) {
    const fix = usableFix(diagnostic, allowed)
    if (fix?.edits.some(edit => taken.get(edit.file)?.conflictsWith(edit)) !== false) continue
    chosen.push(fix)
    for (const edit of fix.edits) {
      const places = taken.get(edit.file) ?? new TakenPlaces()
      taken.set(edit.file, places)
      places.add(edit)
    }
  }
  return chosen
}

/** The texts of files after some fixes. */
export function applyFixes(files: ReadonlyMap<string, string>, fixes: readonly Fix[]): ReadonlyMap<string, string> {
  const edits = fixes.flatMap(fix => fix.edits)
  return new Map(
    [...files].map(
      ([name, text]) =>
        [
          name,
          applyEdits(
            text,
            edits.filter(edit => edit.file === name),
          ),
        ] as const,
    ),
  )
}

/**
 * Lints and fixes in turn until nothing is left to fix, or a text comes back that was there before.
 * @param only files that may be changed; findings of others, and fixes that reach into others, are left alone
 */
export function fixUntilStable(
  input: LintInput,
  options: LintOptions,
  allowed: ReadonlySet<Safety>,
  only?: Pick<ReadonlySet<string>, 'has'>,
): Fixed {
  let current = input
  let result = lint(current, options)
  let files: ReadonlyMap<string, string> = textsOf(result)
  let applied = 0
  const seen = new Set([changesIn(files, files)])
  const before = files
  for (let pass = 0; pass < maximumPasses; pass++) {
    const fixes = selectFixes(only ? within(result.diagnostics, only) : result.diagnostics, allowed)
    const next = applyFixes(files, fixes)
    const key = changesIn(before, next)
    if (fixes.length === 0 || seen.has(key)) break
    seen.add(key)
    applied += fixes.length
    files = next
    current = withTexts(input, result, next)
    result = lint(current, options)
  }
  return { files, applied, result }
}

/** The texts that differ from how they were, as a key: a large table that nobody changes is left out. */
function changesIn(before: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): string {
  return JSON.stringify([...now].filter(([name, text]) => before.get(name) !== text))
}

function within(diagnostics: readonly Diagnostic[], files: Pick<ReadonlySet<string>, 'has'>): readonly Diagnostic[] {
  return diagnostics.flatMap(diagnostic => {
    if (!files.has(diagnostic.at.file)) return []
    return { ...diagnostic, fixes: diagnostic.fixes.filter(fix => fix.edits.every(edit => files.has(edit.file))) }
  })
}

function textsOf(result: LintResult): ReadonlyMap<string, string> {
  return new Map([...result.project.sources].map(([name, source]) => [name, source.text]))
}

function withTexts(input: LintInput, { project }: LintResult, files: ReadonlyMap<string, string>): LintInput {
  const renew = (source: SourceText | undefined) =>
    source && new SourceText(source.name, files.get(source.name) ?? source.text)
  const main = renew(project.main?.source)
  const master = renew(project.master?.source)
  const { tables } = input
  return {
    ...(main && { main }),
    ...(master && { master }),
    ...(tables && { tables: (renewed: Project) => tables(renewed, files) }),
  }
}
