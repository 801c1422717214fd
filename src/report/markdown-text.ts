import type { Palette } from './palette.js'
import { visible } from './visible.js'
import { wrapText } from './wrap.js'

/** Widest column of running text: longer lines are hard to read. */
const widestText = 96

/** The little Markdown that explanations are written in, for a terminal: wrapped, with strong words and code marked. */
export function markdownText(markdown: string, palette: Palette, width: number): string {
  const room = Math.min(width, widestText)
  return markdown
    .split(/\n{2,}/)
    .map(paragraph =>
      paragraph.startsWith('- ') ? list(paragraph, palette, room) : lines(paragraph, palette, room, ''),
    )
    .join('\n\n')
}

function list(paragraph: string, palette: Palette, room: number): string {
  return paragraph
    .split(/\n(?=- )/)
    .map(item => `  - ${lines(item.slice(2), palette, room - 4, '    ')}`)
    .join('\n')
}

function lines(text: string, palette: Palette, room: number, indent: string): string {
  // What is quoted as code is no link, whatever it looks like.
  const linked = text.replaceAll(/`[^`]*`|\[([^\]]*)\]\(([^)]*)\)/g, (whole, title?: string, url?: string) =>
    title === undefined ? whole : `${title}: ${url ?? ''}`,
  )
  return wrapText(visible(linked.replaceAll(/\s+/g, ' ').trim()), room)
    .map(line => paint(line, palette))
    .join(`\n${indent}`)
}

function paint(text: string, palette: Palette): string {
  return text
    .replaceAll(/\*\*([^*]+)\*\*/g, (_, inner: string) => palette.strong(inner))
    .replaceAll(/`[^`]+`/g, code => palette.info(code))
}
