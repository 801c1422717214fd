import { toJsonDiagnostic } from './json.js'
import { indentLines, jsonListWriter } from './json-list.js'
import type { ReportWriter } from './report-writer.js'

/** The report of `schemas/report.schema.json`, written while the run goes on. */
export function jsonWriter(): ReportWriter {
  return jsonListWriter(
    {
      before: '{\n  "version": 1,\n  "diagnostics": [',
      after: ({ summary }) => `],\n  "summary": ${indentLines(summary, '  ').trimStart()}\n}`,
      indent: '    ',
    },
    ({ diagnostics, sources }) => diagnostics.map(diagnostic => toJsonDiagnostic(diagnostic, sources)),
  )
}
