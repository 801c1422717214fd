import { weightOf } from '../lint/diagnostic.js'
import type { Severity } from '../rules/define.js'
import type { Palette } from './palette.js'
import type { ReportWriter } from './report-writer.js'
import { summaryLine } from './summary.js'
import { visible } from './visible.js'

interface Count {
  readonly rule: string
  readonly severity: Severity
  findings: number
  /** Configurations that have one. */
  configurations: number
}

/** How often each rule found something, and in how many configurations: the most frequent first. */
export function statisticsWriter(palette: Palette): ReportWriter {
  const counts = new Map<string, Count>()
  return {
    begin: () => '',
    add({ diagnostics }) {
      const here = new Set<Count>()
      for (const { rule, severity } of diagnostics) {
        const key = `${severity} ${rule}`
        const count = counts.get(key) ?? { rule, severity, findings: 0, configurations: 0 }
        counts.set(key, count)
        count.findings++
        here.add(count)
      }
      for (const count of here) count.configurations++
      return ''
    },
    end(totals) {
      if (totals.summary.files === 0) return ''
      const sorted = [...counts.values()].sort(
        (a, b) => b.findings - a.findings || weightOf[b.severity] - weightOf[a.severity] || (a.rule < b.rule ? -1 : 1),
      )
      const width = String(sorted[0]?.findings ?? 0).length
      const rows = sorted.map(({ rule, severity, findings, configurations }) => {
        const where = palette.faint(`in ${configurations} configuration${configurations === 1 ? '' : 's'}`)
        return `${String(findings).padStart(width)}  ${palette[severity](severity.padEnd(7))}  ${visible(rule)}  ${where}\n`
      })
      return `${rows.join('')}${rows.length > 0 ? '\n' : ''}${summaryLine(totals, palette)}\n`
    },
  }
}
