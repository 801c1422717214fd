import { rangeOf } from './places.js'
import type { ReportPart, ReportWriter } from './report-writer.js'
import { xmlHead, xmlTag } from './xml-text.js'

/** The XML of Checkstyle, which most CI servers read. */
export function checkstyleWriter(): ReportWriter {
  return {
    begin: () => `${xmlHead}<checkstyle version="4.3">\n`,
    add: part => part.files.map(file => fileElement(file, part)).join(''),
    end: () => '</checkstyle>\n',
  }
}

function fileElement(file: string, { diagnostics, sources }: ReportPart): string {
  const found = diagnostics.filter(({ at }) => at.file === file)
  if (found.length === 0) return `  ${xmlTag('file', { name: file }, true)}\n`
  const errors = found.map(({ at, severity, message, rule }) => {
    const { line, column } = rangeOf(at, sources).start
    return `    ${xmlTag('error', { line, column, severity, message, source: `postfix-lint.${rule}` }, true)}\n`
  })
  return `  ${xmlTag('file', { name: file })}\n${errors.join('')}  </file>\n`
}
