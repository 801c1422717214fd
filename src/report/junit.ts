import type { Diagnostic } from '../lint/diagnostic.js'
import { rangeOf } from './places.js'
import type { ReportPart, ReportWriter } from './report-writer.js'
import { xmlHead, xmlTag, xmlText } from './xml-text.js'

/**
 * A test report as JUnit writes it: a suite for each file, a failed test for each warning or error. A hint does not
 * make a test fail, and a file without a finding is one test that passed.
 */
export function junitWriter(): ReportWriter {
  return {
    begin: () => `${xmlHead}<testsuites name="postfix-lint">\n`,
    add: part => part.files.map(file => suite(file, part)).join(''),
    end: () => '</testsuites>\n',
  }
}

function suite(file: string, part: ReportPart): string {
  const found = part.diagnostics.filter(({ at }) => at.file === file)
  const failures = found.filter(({ severity }) => severity !== 'info').length
  const counts = { tests: Math.max(1, found.length), failures, errors: 0, skipped: 0 }
  const tests =
    found.length === 0
      ? [`    ${xmlTag('testcase', { name: 'postfix-lint', classname: file, time: 0 }, true)}\n`]
      : found.map(diagnostic => testCase(diagnostic, part))
  return `  ${xmlTag('testsuite', { name: file, ...counts, time: 0 })}\n${tests.join('')}  </testsuite>\n`
}

function testCase({ at, rule, severity, message, url }: Diagnostic, { sources }: ReportPart): string {
  const { line, column } = rangeOf(at, sources).start
  const open = xmlTag('testcase', {
    name: `${rule} (${line}:${column})`,
    classname: at.file,
    file: at.file,
    line,
    time: 0,
  })
  const text = `${at.file}:${line}:${column}: ${severity}: ${message} (${url})`
  const said =
    severity === 'info'
      ? `<system-out>${xmlText(text)}</system-out>`
      : `${xmlTag('failure', { type: severity, message })}${xmlText(text)}</failure>`
  return `    ${open}${said}</testcase>\n`
}
