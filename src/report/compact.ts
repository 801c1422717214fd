import { rangeOf } from './places.js'
import type { ReportWriter } from './report-writer.js'
import { visible } from './visible.js'

/** A line for each finding, as compilers write them: `file:line:column: severity: message [rule]`. */
export function compactWriter(): ReportWriter {
  return {
    begin: () => '',
    add: ({ diagnostics, sources }) =>
      diagnostics
        .map(({ at, severity, message, rule }) => {
          const { line, column } = rangeOf(at, sources).start
          return `${visible(at.file)}:${line}:${column}: ${severity}: ${visible(message)} [${visible(rule)}]\n`
        })
        .join(''),
    end: () => '',
  }
}
