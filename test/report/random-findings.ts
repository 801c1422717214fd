import type { Diagnostic } from '../../src/lint/diagnostic.js'
import { summarize } from '../../src/lint/diagnostic.js'
import type { ReportContext, ReportPart, ReportTotals, ReportWriter } from '../../src/report/report-writer.js'
import { countFixable } from '../../src/report/summary.js'
import { SourceText } from '../../src/text/source-text.js'
import { fc } from '../properties.js'

/** Pieces that mean something to one form of report or another. */
const hostile = fc.constantFrom(
  '::error::forged',
  '\n::error file=x::forged',
  '##[error]forged',
  '%0A::warning::x',
  '\r\n',
  '\u001b[2J',
  '\u009b31m',
  '\u202e',
  ']]>',
  '</failure>',
  '"/><error line="1"',
  '<!--',
  '&amp;',
  '&#0;',
  '\ufffe',
  '\ud800',
  '| forged |',
  '\n\n# forged\n\n',
  '[forged](https://example.com)',
  '![x](https://example.com)',
  '<script>',
  '<img src=x>',
  '`',
  '``',
  '**bold**',
  '~~x~~',
  '\\',
  'https://example.com',
  'www.example.com',
  'a@example.com',
  '@everyone',
  '$x$',
  '","rule":"forged',
  '\u2028',
  '\u2060',
  ', title=x',
)

const text = fc
  .array(fc.oneof(hostile, fc.string({ unit: 'binary', maxLength: 6 }), fc.constantFrom(' ', 'mail', '`yes`')), {
    minLength: 1,
    maxLength: 8,
  })
  .map(pieces => pieces.join(''))

const name = text.map(part => `x${part.replaceAll('\0', '')}/main.cf`)

/** A configuration whose file, name and findings hold whatever could break out of a report. */
export const randomPart: fc.Arbitrary<ReportPart> = fc
  .record({ name, content: text, rule: fc.constantFrom('bad-boolean', 'unknown-parameter', 'policy/x') })
  .chain(({ name: file, content, rule }) => {
    const source = new SourceText(file, content)
    const place = fc
      .tuple(fc.nat(content.length), fc.nat(content.length))
      .map(([a, b]) => ({ file, range: { start: Math.min(a, b), end: Math.max(a, b) } }))
    const finding: fc.Arbitrary<Diagnostic> = fc.record({
      rule: fc.constant(rule),
      severity: fc.constantFrom('error', 'warning', 'info'),
      message: text,
      at: place,
      related: fc.array(fc.record({ at: place, message: text }), { maxLength: 2 }),
      services: fc.array(text, { maxLength: 2 }),
      fixes: fc.array(
        fc.record({
          title: text,
          safety: fc.constantFrom('safe', 'unsafe', 'manual'),
          edits: place.chain(at => text.map(written => [{ ...at, text: written }])),
        }),
        { maxLength: 2 },
      ),
      url: fc.constant('https://github.com/postfix-lint/postfix-lint/blob/main/docs/rules/bad-boolean.md'),
    })
    return fc.array(finding, { maxLength: 4 }).map(diagnostics => ({
      diagnostics,
      sources: new Map([[file, source]]),
      files: [file],
    }))
  })

/** What writers are told in tests. */
export const context: ReportContext = {
  toolVersion: '1.2.3',
  folder: '/work place',
  digest: written => Buffer.from(written).toString('hex'),
}

/** The whole report of some configurations. */
export function written(writer: ReportWriter, parts: readonly ReportPart[]): string {
  const all = parts.flatMap(part => part.diagnostics)
  const totals: ReportTotals = {
    summary: {
      ...summarize(all),
      files: parts.length,
      fixed: 0,
      postfixVersion: '3.7.11',
      unread: parts.slice(0, 1).map(({ files }) => ({ file: files[0] ?? '', message: '::error::`|`<x>' })),
    },
    fixable: countFixable(all),
  }
  return writer.begin() + parts.map(part => writer.add(part)).join('') + writer.end(totals)
}
