/**
 * Character classes as Postfix has them (C locale, ASCII only). Nothing here is JavaScript's idea of white space:
 * U+00A0 or U+2028 is ordinary text to Postfix.
 */

/** `ISSPACE` of `src/util/sys_defs.h`: space, tab, newline, vertical tab, form feed, carriage return. */
export function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13)
}

/** White space between master.cf fields and list elements (`CHARS_SPACE`, `src/util/stringops.h`). */
export function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13
}

/** White space and commas, which separate list elements (`CHARS_COMMA_SP`, `src/util/stringops.h`). */
export function isBlankOrComma(code: number): boolean {
  return code === 44 || isBlank(code)
}

/** First offset at or after `start` that is not `ISSPACE`. */
export function skipSpace(text: string, start: number, end: number): number {
  let at = start
  while (at < end && isSpace(text.charCodeAt(at))) at++
  return at
}

/** Offset after the last character before `end` that is not `ISSPACE`. */
export function trimSpace(text: string, start: number, end: number): number {
  let at = end
  while (at > start && isSpace(text.charCodeAt(at - 1))) at--
  return at
}
