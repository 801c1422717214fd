import { expect, it } from 'vitest'
import { type Diagnostic, summarize } from '../../src/lint/diagnostic.js'
import { plainPalette } from '../../src/report/palette.js'
import { countFixable, summaryLine } from '../../src/report/summary.js'
import type { Safety, Severity } from '../../src/rules/define.js'

const at = { file: 'main.cf', range: { start: 0, end: 1 } }
const finding = (severity: Severity, ...safeties: readonly Safety[]): Diagnostic => ({
  rule: 'r',
  severity,
  message: '',
  at,
  related: [],
  services: [],
  fixes: safeties.map(safety => ({ title: '', safety, edits: [{ ...at, text: '' }] })),
  url: '',
})

it.each([
  [[], 0, 'Nothing to complain about (2 files read as Postfix 3.7.11)'],
  [[], 2, 'Fixed 2 findings. Nothing to complain about (2 files read as Postfix 3.7.11)'],
  [[finding('error')], 0, 'Found 1 error (2 files read as Postfix 3.7.11)'],
  [
    [finding('error', 'safe'), finding('warning', 'unsafe'), finding('warning'), finding('info')],
    0,
    'Found 1 error, 2 warnings and 1 hint (2 files read as Postfix 3.7.11)\n--fix mends 1 of them, --fix-unsafe 1 more',
  ],
  [
    [finding('info', 'unsafe'), finding('info', 'manual')],
    0,
    'Found 2 hints (2 files read as Postfix 3.7.11)\n--fix-unsafe mends 1 of them; look at the result',
  ],
])('says what a run came to', (diagnostics, fixed, expected) => {
  const summary = { ...summarize(diagnostics), files: 2, fixed, postfixVersion: '3.7.11', unread: [] }
  expect(summaryLine({ summary, fixable: countFixable(diagnostics) }, plainPalette)).toBe(expected)
})
