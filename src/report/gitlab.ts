import type { Severity } from '../rules/define.js'
import { createFingerprints } from './fingerprint.js'
import { jsonListWriter } from './json-list.js'
import { rangeOf } from './places.js'
import { reportPath } from './report-path.js'
import type { ReportContext, ReportWriter } from './report-writer.js'
import { visible } from './visible.js'

const severities: Readonly<Record<Severity, string>> = { error: 'critical', warning: 'minor', info: 'info' }

/** A Code Quality report of GitLab: the part of Code Climate's form that GitLab reads. */
export function gitlabWriter({ folder, digest }: ReportContext): ReportWriter {
  const fingerprints = createFingerprints()
  return jsonListWriter({ before: '[', after: () => ']', indent: '  ' }, ({ diagnostics, sources }) =>
    diagnostics.map(diagnostic => {
      const { at, rule, severity, message } = diagnostic
      const path = reportPath(at.file, folder)
      const { start, end } = rangeOf(at, sources)
      return {
        description: visible(message),
        check_name: rule,
        fingerprint: digest(fingerprints.textOf(diagnostic, sources, path)),
        severity: severities[severity],
        categories: ['Bug Risk'],
        type: 'issue',
        location: { path, lines: { begin: start.line, end: end.line } },
      }
    }),
  )
}
