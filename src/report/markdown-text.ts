import type { Palette } from './palette.js'
import { columns, visible } from './terminal-text.js'

/** Widest column of running text: longer lines are hard to read. */
const widestText = 96

/** The little Markdown that explanations are written in, for a terminal: wrapped, with strong words and code marked. */
export function markdownText(markdown: string, palette: Palette, width: number): string {
  const room = Math.min(width, widestText)
  return markdown
    .split(/\n{2,}/)
    .map(paragraph => (paragraph.startsWith('- ') ? list(paragraph, palette, room) : wrap(paragraph, palette, room, '')))
    .join('\n\n')
}

function list(paragraph: string, palette: Palette, room: number): string {
  return paragraph
    .split(/\n(?=- )/)
    .map(item => `  - ${wrap(item.slice(2), palette, room - 4, '    ')}`)
    .join('\n')
}

function wrap(text: string, palette: Palette, room: number, indent: string): string {
  const lines: string[] = []
  let line = ''
  for (const word of words(text)) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && columns(bare(longer)) > room) {
      lines.push(line)
      line = word
    } else line = longer
  }
  if (line !== '') lines.push(line)
  return lines.map(shown => paint(shown, palette)).join(`\n${indent}`)
}

/** Words to wrap between; code and strong text are not broken, so that their marks stay on one line. */
function words(text: string): readonly string[] {
  const linked = text.replaceAll(/\[([^\]]*)\]\(([^)]*)\)/g, '$1: $2')
  return visible(linked.replaceAll(/\s+/g, ' ').trim()).match(/(?:`[^`]*`|\*\*[^*]*\*\*|[^ `]|`)+/g) ?? []
}

const strong = /\*\*([^*]+)\*\*/g

function bare(text: string): string {
  return text.replaceAll(strong, '$1')
}

function paint(text: string, palette: Palette): string {
  return text.replaceAll(strong, (_, inner: string) => palette.strong(inner)).replaceAll(/`[^`]+`/g, code => palette.info(code))
}
