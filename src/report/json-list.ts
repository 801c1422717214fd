import { jsonText } from './json.js'
import type { ReportPart, ReportTotals, ReportWriter } from './report-writer.js'

/** What stands around a list of JSON values. */
export interface ListFrame {
  /** Up to the bracket that opens the list. */
  readonly before: string
  /** From the bracket that closes it. */
  readonly after: (totals: ReportTotals) => string
  /** What stands before each line of a value. */
  readonly indent: string
}

/** Writes one JSON text whose findings are a list, value by value. */
export function jsonListWriter(
  { before, after, indent }: ListFrame,
  valuesOf: (part: ReportPart) => readonly unknown[],
): ReportWriter {
  let written = false
  return {
    begin: () => before,
    add: part =>
      valuesOf(part)
        .map(value => {
          const separator = written ? ',' : ''
          written = true
          return `${separator}\n${indentLines(value, indent)}`
        })
        .join(''),
    end: totals => `${written ? `\n${indent.slice(2)}` : ''}${after(totals)}\n`,
  }
}

/** A value as JSON text, to be put into another one. */
export function indentLines(value: unknown, indent: string): string {
  return jsonText(value).trimEnd().replaceAll(/^/gm, indent)
}
