import type { Diagnostic } from '../lint/diagnostic.js'
import type { SourceText } from '../text/source-text.js'
import type { JsonSummary } from './json.js'

/** What was found in one configuration. */
export interface ReportPart {
  readonly diagnostics: readonly Diagnostic[]
  readonly sources: ReadonlyMap<string, SourceText>
  /** The files that were looked at, those without a finding as well. */
  readonly files: readonly string[]
}

/** What a run came to. */
export interface ReportTotals {
  readonly summary: JsonSummary
  readonly fixable: Fixable
}

/** How many findings each option would mend. */
export interface Fixable {
  readonly safe: number
  /** Those that `--fix-unsafe` mends beside them. */
  readonly unsafe: number
}

/** What a writer cannot know by itself. */
export interface ReportContext {
  /** Version of postfix-lint. */
  readonly toolVersion: string
  /** The folder that paths of CI systems are relative to. */
  readonly folder: string
  /** A digest of a text in hexadecimal, the same on every machine. */
  readonly digest: (text: string) => string
}

/**
 * One form of report, written piece by piece, so that a run over thousands of configurations never holds them all.
 * Configurations come in the order they were asked for.
 */
export interface ReportWriter {
  begin(): string
  add(part: ReportPart): string
  end(totals: ReportTotals): string
}
