import { type Summary, summarize } from '../lint/diagnostic.js'
import type { UnreadFile } from '../report/json.js'
import type { Fixable, ReportTotals } from '../report/report-writer.js'
import { countFixable } from '../report/summary.js'
import type { LintArguments } from './arguments.js'
import type { Outcome } from './outcome.js'

/** Counts what a run comes to, configuration by configuration. */
export interface Tally {
  add(outcome: Outcome): void
  totals(): ReportTotals
  /** The exit status. */
  status(args: LintArguments): number
}

/** Starts counting. */
export function createTally(): Tally {
  let summary: Summary = { errors: 0, warnings: 0, infos: 0 }
  let fixable: Fixable = { safe: 0, unsafe: 0 }
  let files = 0
  let fixed = 0
  let version = ''
  let installed: string | undefined
  let isOverLimit = false
  const unread: UnreadFile[] = []
  return {
    add(outcome) {
      const own = summarize(outcome.diagnostics)
      const mendable = countFixable(outcome.diagnostics)
      summary = {
        errors: summary.errors + own.errors,
        warnings: summary.warnings + own.warnings,
        infos: summary.infos + own.infos,
      }
      fixable = { safe: fixable.safe + mendable.safe, unsafe: fixable.unsafe + mendable.unsafe }
      files += outcome.files.length
      fixed += outcome.fixed
      if (version === '') installed = outcome.installed
      version ||= outcome.version ?? ''
      isOverLimit ||= own.warnings > outcome.maxWarnings
      unread.push(...outcome.unread)
    },
    totals: () => ({
      summary: {
        ...summary,
        files,
        fixed,
        postfixVersion: version,
        ...(installed !== undefined && { installed }),
        unread,
      },
      fixable,
    }),
    status({ exitZero, maxWarnings }) {
      if (unread.length > 0) return 2
      // The number on the command line is for the whole run, that of a settings file for each configuration.
      const isTooMuch = maxWarnings === undefined ? isOverLimit : summary.warnings > maxWarnings
      return !exitZero && (summary.errors > 0 || isTooMuch) ? 1 : 0
    },
  }
}
