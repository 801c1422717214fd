import type { Location } from '../text/range.js'
import type { Position, SourceText } from '../text/source-text.js'

/** The first place of a range and the one after its last character; where no text is known, the start of the file. */
export function rangeOf(
  { file, range }: Location,
  sources: ReadonlyMap<string, SourceText>,
): { readonly start: Position; readonly end: Position } {
  const source = sources.get(file)
  const position = (offset: number) => source?.positionAt(offset) ?? { line: 1, column: 1 }
  return { start: position(range.start), end: position(range.end) }
}
