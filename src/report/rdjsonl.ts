import type { Diagnostic, Fix } from '../lint/diagnostic.js'
import type { Severity } from '../rules/define.js'
import { applyEdits } from '../text/edits.js'
import type { Location, Range } from '../text/range.js'
import type { SourceText } from '../text/source-text.js'
import { jsonLine } from './json.js'
import { reportPath } from './report-path.js'
import type { ReportContext, ReportWriter } from './report-writer.js'
import { visible } from './visible.js'

const severities: Readonly<Record<Severity, string>> = { error: 'ERROR', warning: 'WARNING', info: 'INFO' }

type Sources = ReadonlyMap<string, SourceText>

/** Reviewdog's diagnostic format, one JSON object a line. */
export function rdjsonlWriter({ folder }: ReportContext): ReportWriter {
  const location = (at: Location, sources: Sources) => ({
    path: reportPath(at.file, folder),
    range: rangeInBytes(at, sources),
  })
  return {
    begin: () => '',
    add: ({ diagnostics, sources }) =>
      diagnostics
        .map(({ at, message, severity, rule, url, related, fixes }: Diagnostic) => {
          const suggestions = fixes.flatMap(fix => suggestion(fix, at.file, sources))
          return jsonLine({
            message: visible(message),
            location: location(at, sources),
            severity: severities[severity],
            source: { name: 'postfix-lint', url: 'https://github.com/postfix-lint/postfix-lint' },
            code: { value: rule, url },
            ...(suggestions.length > 0 && { suggestions }),
            ...(related.length > 0 && {
              relatedLocations: related.map(other => ({
                message: visible(other.message),
                location: location(other.at, sources),
              })),
            }),
          })
        })
        .join(''),
    end: () => '',
  }
}

/** A fix as one replacement: each suggestion is offered by itself, so the edits of one fix cannot be given apart. */
function suggestion({ edits, safety }: Fix, file: string, sources: Sources): readonly object[] {
  const source = sources.get(file)
  if (safety === 'manual' || source === undefined || edits.some(edit => edit.file !== file)) return []
  const start = edits.reduce((least, edit) => Math.min(least, edit.range.start), source.text.length)
  const end = edits.reduce((most, edit) => Math.max(most, edit.range.end), 0)
  const moved = edits.map(edit => ({
    ...edit,
    range: { start: edit.range.start - start, end: edit.range.end - start },
  }))
  const text = applyEdits(source.text.slice(start, end), moved)
  return [{ range: rangeInBytes({ file, range: { start, end } }, sources), text }]
}

/** Reviewdog counts columns in bytes of UTF-8. */
function rangeInBytes({ file, range }: Location, sources: Sources): object {
  const source = sources.get(file)
  const position = (offset: Range['start']) => {
    if (source === undefined) return { line: 1, column: 1 }
    const { line } = source.positionAt(offset)
    const start = source.lineStarts[line - 1] ?? 0
    return { line, column: utf8Length(source.text.slice(start, offset)) + 1 }
  }
  return { start: position(range.start), end: position(range.end) }
}

function utf8Length(text: string): number {
  let length = 0
  for (const sign of text) {
    const code = sign.codePointAt(0) ?? 0
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return length
}
