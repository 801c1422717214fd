import { columns } from './terminal-text.js'

/** Cuts a text into lines of at most so many columns, between words; code in backticks and strong text stay whole. */
export function wrapText(text: string, room: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  let width = 0
  for (const word of text.match(/(?:`[^`]*`|\*\*[^*]*\*\*|[^ `]|`)+/g) ?? []) {
    const added = columns(word.replaceAll('**', ''))
    if (line !== '' && width + 1 + added > room) {
      lines.push(line)
      line = word
      width = added
    } else {
      width += line === '' ? added : added + 1
      line = line === '' ? word : `${line} ${word}`
    }
  }
  return line === '' ? lines : [...lines, line]
}

/** Characters shown of a long value; the frame below the message has the rest. */
const longestCode = 60

/** Shortens what stands in backticks: a whole value can be pages long. */
export function shortenCode(text: string): string {
  return text.replaceAll(/`([^`]+)`/g, (whole, code: string) => {
    if (code.length <= longestCode) return whole
    const signs = [...code]
    return signs.length <= longestCode
      ? whole
      : `\`${signs.slice(0, longestCode - 15).join('')}…${signs.slice(-14).join('')}\``
  })
}
