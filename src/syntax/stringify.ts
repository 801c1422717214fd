import type { Range } from '../text/range.js'
import type { SourceText } from '../text/source-text.js'

/** A tree of lines: main.cf, master.cf, or a table. */
export interface LinesOfFile {
  readonly source: SourceText
  readonly lines: readonly { readonly range: Range }[]
}

/** The text of a tree: its lines, one after the other. Equal to the text it was read from, whatever that was. */
export function stringify(file: LinesOfFile): string {
  let text = ''
  for (const line of file.lines) text += file.source.text.slice(line.range.start, line.range.end)
  return text
}
