import type { Line } from '../syntax/lines.js'
import { scanLines } from '../syntax/lines.js'
import { logicalText } from '../syntax/logical-text.js'
import { joinRanges, type MappedText } from '../text/mapped-text.js'
import { SourceText } from '../text/source-text.js'
import type { Session } from './session.js'

/** A logical line as `readllines` gives it (`src/util/readlline.c`). */
export interface ConfigLine {
  readonly text: MappedText
  /** Number of the physical line it begins at. */
  readonly number: number
}

type Content = Extract<Line, { readonly type: 'logical' | 'orphan' }>

/** How much of a line without a beginning the warning shows. */
const shownText = 30

/** Reads a file line by line, and says what Postfix says about its lines on the way. */
export function* configLines(path: string, text: string, session: Session): Generator<ConfigLine> {
  const source = new SourceText(path, text)
  let from = 0
  let content: Content | undefined
  for (const line of [...scanLines(text), undefined]) {
    const next = line?.type === 'logical' || line?.type === 'orphan' ? line : undefined
    if (line !== undefined && (next === undefined || content === undefined)) {
      content ??= next
      continue
    }
    // What stands between two entries is read together with the first.
    const to = line?.range.start ?? text.length
    warnOfNul(source, from, to, content, session)
    const number = content && source.positionAt(content.range.start).line
    if (content?.type === 'logical') yield { text: logicalText(source, content), number: number ?? 1 }
    else if (content !== undefined) warnOfOrphan(source, content, session)
    from = to
    content = next
  }
}

function warnOfOrphan(source: SourceText, line: Content, session: Session): void {
  const whole = joinRanges(source.name, source.text, line.pieces).text
  const [beforeNul = ''] = whole.split('\0', 1)
  const more = whole.length > shownText ? '...' : ''
  session.warn(`${source.name}: logical line must not start with whitespace: "${beforeNul.slice(0, shownText)}${more}"`)
}

function warnOfNul(source: SourceText, from: number, to: number, content: Content | undefined, session: Session): void {
  if (!session.catalog.atLeast('3.9') || !source.text.slice(from, to).includes('\0')) return
  const last = source.positionAt(source.text.charCodeAt(to - 1) === 10 ? to - 1 : to).line
  const start = content === undefined ? last : source.positionAt(content.range.start).line
  const where = start === last ? `line ${last}` : `line ${start}-${last}`
  session.warn(`${source.name}, ${where}: text after null byte may be ignored`)
}
