/** Lines longer than this are folded (`PCF_LINE_LIMIT` in `src/postconf/postconf.h`). */
export const lineLimit = 80
/** What a folded line goes on with. */
export const indent = '    '

/** A line with one space between its words, folded if asked for (`pcf_print_line`). */
export function formatLine(text: string, fold: boolean): string {
  const words = text.split(/[ \t\r\n]+/).filter(word => word !== '')
  if (!fold) return `${words.join(' ')}\n`
  let result = ''
  let length = 0
  for (const word of words) {
    if (length > 0) {
      const fits = length + word.length < lineLimit
      result += fits ? ' ' : `\n${indent}`
      length = fits ? length + 1 : indent.length
    }
    result += word
    length += word.length
  }
  return `${result}\n`
}

/** A string inside JSON quotes; only control characters, `"` and `\` are escaped (`src/util/quote_for_json.c`). */
export function quoteForJson(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to be escaped
  return text.replaceAll(/[\x00-\x1f\x7f"\\]/g, character => {
    const short = shortEscapes.get(character)
    if (short !== undefined) return short
    return `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
  })
}

const shortEscapes: ReadonlyMap<string, string> = new Map([
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['"', '\\"'],
  ['\\', '\\\\'],
])

/** One JSON object with one key. */
export function jsonLine(key: string, value: string): string {
  return `{"${quoteForJson(key)}": "${quoteForJson(value)}"}\n`
}
