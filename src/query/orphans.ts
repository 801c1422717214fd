import type { Orphan } from '../syntax/lines.js'
import { logicalText } from '../syntax/logical-text.js'
import type { SourceText } from '../text/source-text.js'

/** Most characters of a line that the warning shows. */
const shown = 30

/** What Postfix says of a line that begins with white space and continues nothing (`readllines`). */
export function orphanWarning(source: SourceText, { pieces }: Orphan): string {
  const { text } = logicalText(source, { pieces })
  const whole = pieces.reduce((sum, { start, end }) => sum + end - start, 0)
  const more = whole > shown ? '...' : ''
  return `${source.name}: logical line must not start with whitespace: "${text.slice(0, shown)}${more}"`
}
