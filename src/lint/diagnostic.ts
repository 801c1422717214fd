import type { Safety, Severity } from '../rules/define.js'
import type { Edit, Location } from '../text/range.js'

/** One finding, ready to be shown: plain data, nothing to look up. */
export interface Diagnostic {
  readonly rule: string
  readonly severity: Severity
  /** One sentence without a full stop; names and values in backticks. */
  readonly message: string
  readonly at: Location
  readonly related: readonly RelatedPlace[]
  /** The services concerned (`smtp/inet`), in the order of master.cf; empty when it is about the file itself. */
  readonly services: readonly string[]
  readonly fixes: readonly Fix[]
  /** The rule's page; empty: it has none. */
  readonly url: string
}

/** Another place that explains a finding. */
export interface RelatedPlace {
  readonly at: Location
  readonly message: string
}

/** A change that mends a finding. */
export interface Fix {
  readonly title: string
  readonly safety: Safety
  readonly edits: readonly Edit[]
}

/** How many findings there are of each severity. */
export interface Summary {
  readonly errors: number
  readonly warnings: number
  readonly infos: number
}

/** Counts findings by severity. */
export function summarize(diagnostics: readonly Diagnostic[]): Summary {
  const count = (severity: Severity) => diagnostics.filter(diagnostic => diagnostic.severity === severity).length
  return { errors: count('error'), warnings: count('warning'), infos: count('info') }
}

/** Severities as numbers that grow with what is at stake. */
export const weightOf: { readonly [severity in Severity]: number } = { error: 2, warning: 1, info: 0 }

/** Order of findings in a report: by file as the project names them, then place, weight, rule. */
export function compareDiagnostics(files: readonly string[]): (a: Diagnostic, b: Diagnostic) => number {
  const rank = (file: string) => {
    const index = files.indexOf(file)
    return index < 0 ? files.length : index
  }
  return (a, b) =>
    rank(a.at.file) - rank(b.at.file) ||
    a.at.range.start - b.at.range.start ||
    a.at.range.end - b.at.range.end ||
    weightOf[b.severity] - weightOf[a.severity] ||
    (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0)
}
