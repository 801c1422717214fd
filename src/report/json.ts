import type { Diagnostic, Summary } from '../lint/diagnostic.js'
import type { Safety, Severity } from '../rules/define.js'
import type { Location } from '../text/range.js'
import type { SourceText } from '../text/source-text.js'

/** A place for programs: line and column from 1, offset from 0, all in UTF-16 code units. */
export interface JsonPosition {
  readonly line: number
  readonly column: number
  readonly offset: number
}

export interface JsonRange {
  readonly start: JsonPosition
  readonly end: JsonPosition
}

export interface JsonRelated {
  readonly file: string
  readonly range: JsonRange
  readonly message: string
}

export interface JsonEdit {
  readonly file: string
  readonly range: JsonRange
  readonly text: string
}

export interface JsonFix {
  readonly title: string
  readonly safety: Safety
  readonly edits: readonly JsonEdit[]
}

export interface JsonDiagnostic {
  readonly file: string
  readonly rule: string
  readonly severity: Severity
  readonly message: string
  readonly range: JsonRange
  readonly services: readonly string[]
  readonly related: readonly JsonRelated[]
  readonly fixes: readonly JsonFix[]
}

/** A file that could not be linted. */
export interface UnreadFile {
  readonly file: string
  readonly message: string
}

export interface JsonSummary extends Summary {
  /** Files that were linted. */
  readonly files: number
  /** Findings that this run fixed. */
  readonly fixed: number
  readonly postfixVersion: string
  /** The package below the root that the release, or whose build it is, was taken from; absent: people said, or it is the default. */
  readonly installed?: string
  readonly unread: readonly UnreadFile[]
}

/** What `--format json` prints (`schemas/report.schema.json`). */
export interface JsonReport {
  readonly version: 1
  readonly diagnostics: readonly JsonDiagnostic[]
  readonly summary: JsonSummary
}

/** A run's findings as plain data. */
export function toJsonReport(
  diagnostics: readonly Diagnostic[],
  sources: ReadonlyMap<string, SourceText>,
  summary: JsonSummary,
): JsonReport {
  return { version: 1, diagnostics: diagnostics.map(diagnostic => toJsonDiagnostic(diagnostic, sources)), summary }
}

/** One finding as plain data. */
export function toJsonDiagnostic(
  { rule, severity, message, at, services, related, fixes }: Diagnostic,
  sources: ReadonlyMap<string, SourceText>,
): JsonDiagnostic {
  const place = (location: Location) => ({ file: location.file, range: toJsonRange(location, sources) })
  return {
    file: at.file,
    rule,
    severity,
    message,
    range: toJsonRange(at, sources),
    services,
    related: related.map(other => ({ ...place(other.at), message: other.message })),
    fixes: fixes.map(({ title, safety, edits }) => ({
      title,
      safety,
      edits: edits.map(edit => ({ ...place(edit), text: edit.text })),
    })),
  }
}

function toJsonRange({ file, range }: Location, sources: ReadonlyMap<string, SourceText>): JsonRange {
  const position = (offset: number): JsonPosition => ({
    ...(sources.get(file)?.positionAt(offset) ?? { line: 1, column: 1 }),
    offset,
  })
  return { start: position(range.start), end: position(range.end) }
}

// JSON escapes the C0 controls; these can drive a terminal or turn text around as well. The value stays the same.
const risky = /[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g

function inert(text: string): string {
  return text.replaceAll(risky, sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** JSON text with nothing in it that a terminal could obey. */
export function jsonText(value: unknown): string {
  return `${inert(JSON.stringify(value, null, 2))}\n`
}

/** The same in one line. */
export function jsonLine(value: unknown): string {
  return `${inert(JSON.stringify(value))}\n`
}
