import { isBlank } from './characters.js'

const OPEN = 123
const CLOSE = 125

/** A stretch of text between separators; `end` is exclusive. */
export interface WordSpan {
  readonly start: number
  readonly end: number
}

/**
 * Next word of a master.cf line at or after `from`; undefined at the end of the text. With `braces`, white space
 * inside `{ }` does not end a word (`mystrtokq` in `src/util/mystrtok.c`), without, it does (`mystrtok`).
 * @param separates what ends a word, when that is not white space alone
 */
export function nextWord(
  text: string,
  from: number,
  braces: boolean,
  separates: (code: number) => boolean = isBlank,
): WordSpan | undefined {
  let start = from
  while (separates(text.charCodeAt(start))) start++
  if (start === text.length) return undefined
  let depth = 0
  let end = start
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end)
    if (braces && code === OPEN) depth++
    else if (depth > 0 && code === CLOSE) depth--
    else if (depth === 0 && separates(code)) break
  }
  return { start, end }
}

/** Offset of the `}` that closes the `{` at `open`, or undefined (`balpar` in `src/util/balpar.c`). */
export function closingBrace(text: string, open: number, end: number): number | undefined {
  let depth = 0
  for (let at = open; at < end; at++) {
    const code = text.charCodeAt(at)
    if (code === OPEN) depth++
    else if (code === CLOSE && --depth === 0) return at
  }
  return undefined
}
