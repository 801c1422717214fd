import { hasPlaceholder } from '../config/placeholders.js'
import { fileRange } from '../syntax/logical-text.js'
import { fieldNames, type ServiceLine } from '../syntax/nodes.js'
import type { Edit } from '../text/range.js'
import type { SourceText } from '../text/source-text.js'
import { entryWords } from './entry-words.js'
import { layOut, trimEnd } from './pieces.js'
import { columnStarts, entryIndent } from './style.js'
import { respace, separates } from './white-space.js'

/** White space of an entry of master.cf: columns in their places, one space between arguments, further lines indented. */
export function formatEntry(source: SourceText, line: ServiceLine): readonly Edit[] {
  const { pieces, nul } = line
  const [first] = pieces
  if (first === undefined || nul !== undefined || hasPlaceholder(line.text.text)) return []
  const words = entryWords(line.text.text).map(({ start, end }) => fileRange(line.text, start, end))
  const aligned = line.command.range.end <= first.end
  const edits: Edit[] = []
  let column = 0
  let piece = 0
  words.forEach((word, index) => {
    while ((pieces[piece]?.end ?? Number.POSITIVE_INFINITY) < word.start) piece++
    const before = words[index - 1]
    if (before === undefined || before.end < (pieces[piece]?.start ?? 0)) {
      column = word.end - word.start
      return
    }
    const wanted = aligned && index < fieldNames.length ? (columnStarts[index] ?? 0) : 0
    const gap = ' '.repeat(Math.max(1, wanted - column))
    edits.push(...respace(source, { start: before.end, end: word.start }, gap))
    column += gap.length + word.end - word.start
  })
  edits.push(...layOut({ source, pieces, words, indent: entryIndent, free: () => true }))
  return [...edits, ...trimEnd(source, pieces, words.at(-1)?.end ?? 0, separates)]
}
