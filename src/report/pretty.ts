import type { Diagnostic, Fix } from '../lint/diagnostic.js'
import type { Safety } from '../rules/define.js'
import type { Location } from '../text/range.js'
import type { SourceText } from '../text/source-text.js'
import { previewFix } from './fix-preview.js'
import { drawFrame } from './frame.js'
import type { Palette } from './palette.js'
import type { ReportWriter } from './report-writer.js'
import { summaryLine } from './summary.js'
import { visible } from './visible.js'
import { shortenCode, wrapText } from './wrap.js'

/** Services named one by one; more are counted. */
const maximumServices = 6

/** How a report for people is drawn. */
export interface PrettyOptions {
  readonly palette: Palette
  /** Columns of the terminal. */
  readonly width: number
}

/** Findings for people: for each the message, the very characters, places that explain it, and what mends it. */
export function prettyReport(
  diagnostics: readonly Diagnostic[],
  sources: ReadonlyMap<string, SourceText>,
  options: PrettyOptions,
): string {
  return diagnostics.map(diagnostic => `${prettyDiagnostic(diagnostic, sources, options)}\n\n`).join('')
}

/** The same as a report of a whole run, with a line at the end that says what it came to. */
export function prettyWriter(options: PrettyOptions): ReportWriter {
  return {
    begin: () => '',
    add: ({ diagnostics, sources }) => prettyReport(diagnostics, sources, options),
    // Where no file could be read, that is said elsewhere.
    end: totals => (totals.summary.files === 0 ? '' : `${summaryLine(totals, options.palette)}\n`),
  }
}

function prettyDiagnostic(
  diagnostic: Diagnostic,
  sources: ReadonlyMap<string, SourceText>,
  { palette, width }: PrettyOptions,
): string {
  const { severity, at, related, services, fixes, url } = diagnostic
  const paint = palette[severity]
  const gutter = gutterFor(diagnostic, sources)
  const margin = ' '.repeat(gutter)
  const bar = palette.frame(`${margin} |`)
  const style = { palette, width, gutter }
  const lines = [...heading(diagnostic, palette, width), `${margin}${palette.frame('-->')} ${place(at, sources)}`]
  const source = sources.get(at.file)
  if (source !== undefined) lines.push(bar, ...drawFrame(source, at.range, { ...style, mark: '^', paint }))
  for (const other of related) {
    const otherSource = sources.get(other.at.file)
    lines.push(`${margin}${palette.frame(':::')} ${place(other.at, sources)}`)
    if (otherSource === undefined) continue
    const label = visible(other.message)
    lines.push(bar, ...drawFrame(otherSource, other.at.range, { ...style, mark: '-', paint: palette.related, label }))
  }
  lines.push(bar)
  const note = (text: string) => lines.push(`${margin} ${palette.frame('=')} ${text}`)
  if (services.length > 0)
    note(`${palette.strong(services.length === 1 ? 'service:' : 'services:')} ${serviceNames(services)}`)
  for (const fix of fixes) {
    note(`${palette.strong(`${fixLabel[fix.safety]}:`)} ${visible(fix.title)}`)
    lines.push(...previewFix(fix, sources, at.file, style))
  }
  if (url !== '') note(`${palette.strong('more:')} ${palette.faint(visible(url))}`)
  return lines.join('\n')
}

function heading({ severity, rule, message }: Diagnostic, palette: Palette, width: number): readonly string[] {
  const label = `${severity}[${visible(rule)}]:`
  return wrapText(`${label} ${shortenCode(visible(message))}`, width).map((line, index) =>
    index === 0 ? palette[severity](label) + palette.strong(line.slice(label.length)) : palette.strong(line),
  )
}

const fixLabel: Readonly<Record<Safety, string>> = {
  safe: 'fix (--fix)',
  unsafe: 'likely fix (--fix-unsafe)',
  manual: 'possible fix (by hand)',
}

function place({ file, range }: Location, sources: ReadonlyMap<string, SourceText>): string {
  const position = sources.get(file)?.positionAt(range.start)
  return position === undefined ? visible(file) : `${visible(file)}:${position.line}:${position.column}`
}

/** Columns of the largest line number that is shown for a finding. */
function gutterFor({ at, related, fixes }: Diagnostic, sources: ReadonlyMap<string, SourceText>): number {
  const edits = fixes.flatMap((fix: Fix) => fix.edits)
  const numbers = [at, ...related.map(other => other.at), ...edits].map(
    ({ file, range }) => sources.get(file)?.positionAt(range.end).line ?? 1,
  )
  return String(numbers.reduce((largest, number) => Math.max(largest, number), 1)).length + 1
}

function serviceNames(services: readonly string[]): string {
  const shown = services.slice(0, maximumServices).map(visible).join(', ')
  const left = services.length - maximumServices
  return left > 0 ? `${shown} and ${left} more` : shown
}
