import type { Range } from './range.js'

/** A text in which `«` and `»` were put around places, and those places. */
export interface Marked {
  readonly text: string
  readonly ranges: readonly Range[]
}

/** Takes the marks out of a text and says where they were, in order of their start; marks may nest. */
export function readMarks(marked: string): Marked {
  let text = ''
  const open: number[] = []
  const ranges: Range[] = []
  for (const character of marked) {
    if (character === '«') open.push(text.length)
    else if (character === '»') ranges.push({ start: open.pop() ?? text.length, end: text.length })
    else text += character
  }
  return { text, ranges: ranges.sort((a, b) => a.start - b.start || a.end - b.end) }
}
