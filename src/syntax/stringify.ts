import type { ConfigFile } from './nodes.js'

/** The text of a tree: its lines, one after the other. Equal to the text it was read from, whatever that was. */
export function stringify(file: Pick<ConfigFile, 'source' | 'lines'>): string {
  let text = ''
  for (const line of file.lines) text += file.source.text.slice(line.range.start, line.range.end)
  return text
}
