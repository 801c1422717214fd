import { fileRange } from '../syntax/logical-text.js'
import type { SettingLine } from '../syntax/nodes.js'
import { parseList } from '../syntax/value.js'
import type { Range } from '../text/range.js'
import { pieceAt, trimmed } from './line-readings.js'

/**
 * Stretches of a main.cf value that look like comments: from a word that begins with `#` to the end of its physical
 * line. Postfix has no comments after other text. What stands in braces is left alone: tables may hold `#`.
 */
export function commentStretches(source: string, line: SettingLine): readonly Range[] {
  if (!line.value.text.includes('#')) return []
  const stretches: Range[] = []
  for (const { span } of parseList(line.value.text)) {
    if (line.value.text.charAt(span.start) !== '#') continue
    const start = fileRange(line.value, span.start, span.end).start
    const piece = pieceAt(line.pieces, start)
    const last = stretches.at(-1)
    if (piece === undefined || (last !== undefined && last.end > start)) continue
    stretches.push({ start, end: trimmed(source, { start, end: Math.min(piece.end, line.valueRange.end) }).end })
  }
  return stretches
}
