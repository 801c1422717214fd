import type { Severity } from '../rules/define.js'
import { rangeOf } from './places.js'
import { reportPath } from './report-path.js'
import type { ReportContext, ReportWriter } from './report-writer.js'
import { visible } from './visible.js'

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' }

/** Workflow commands of GitHub Actions, which show findings beside the lines of a pull request. */
export function githubWriter({ folder }: ReportContext): ReportWriter {
  return {
    begin: () => '',
    add: ({ diagnostics, sources }) =>
      diagnostics
        .map(({ at, severity, message, rule }) => {
          const { start, end } = rangeOf(at, sources)
          // Columns make sense to GitHub only within one line.
          const columns = start.line === end.line ? { col: start.column, endColumn: end.column } : {}
          const properties = {
            file: reportPath(at.file, folder),
            line: start.line,
            endLine: end.line,
            ...columns,
            title: `postfix-lint ${rule}`,
          }
          const written = Object.entries(properties).map(([key, value]) => `${key}=${propertyText(String(value))}`)
          return `::${commands[severity]} ${written.join(',')}::${messageText(message)}\n`
        })
        .join(''),
    end: () => '',
  }
}

/** As `escapeData` of @actions/core does it; control characters are shown as signs before. */
function messageText(text: string): string {
  return visible(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

/** As `escapeProperty` of @actions/core does it. */
function propertyText(text: string): string {
  return messageText(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
