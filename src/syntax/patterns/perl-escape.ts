import type { EscapeMeaning } from './nodes.js'
import type { Stop } from './tree-builder.js'

/** What a backslash begins. */
type Escape =
  | { readonly type: 'literal'; readonly character: string; readonly end: number }
  | { readonly type: 'set'; readonly end: number; readonly meaning?: EscapeMeaning }
  | { readonly type: 'anchor'; readonly end: number; readonly sign: string }
  | { readonly type: 'nothing'; readonly end: number }
  | { readonly type: 'quote'; readonly quoteEnd: number; readonly end: number }
  | { readonly type: 'stop'; readonly stop: Stop }

/** Escapes that stand for one control character. */
export const controlEscapes: Readonly<Record<string, string>> = {
  a: '\x07',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}

const braced =
  /\\(?:x\{[0-9A-Fa-f]{1,2}\}|o\{[0-3]?[0-7]{1,2}\}|[pP]\{\^?[A-Z][a-z]?\}|[pP][CLMNPSZ]|g\{?-?[0-9]+\}?|c[ -~])/y

/** An escape of a PCRE2 pattern outside of brackets. */
export function readPerlEscape(pattern: string, start: number): Escape {
  const character = pattern.charAt(start + 1)
  const end = start + 2
  const stop = (kind: Stop['kind']): Escape => ({
    type: 'stop',
    stop: { kind, start, end: Math.min(end, pattern.length) },
  })
  if (character === '') return stop('trailing-backslash')
  if (!/[A-Za-z0-9]/.test(character)) return { type: 'literal', character, end }
  if (/[AGKBbZz]/.test(character)) return { type: 'anchor', end, sign: character }
  if (/[dDhHsSvVwWNRX]/.test(character)) return { type: 'set', end, meaning: { set: character } }
  const control = controlEscapes[character]
  if (control !== undefined) return { type: 'set', end, meaning: { character: control } }
  switch (character) {
    case 'Q': {
      const close = pattern.indexOf('\\E', end)
      return close < 0
        ? { type: 'quote', quoteEnd: pattern.length, end: pattern.length }
        : { type: 'quote', quoteEnd: close, end: close + 2 }
    }
    case 'E':
      return { type: 'nothing', end }
    case 'l':
    case 'L':
    case 'u':
    case 'U':
      return stop('unsupported-escape')
    case 'x':
      if (pattern.charAt(end) !== '{') {
        let last = end
        while (last < end + 2 && /[0-9A-Fa-f]/.test(pattern.charAt(last))) last++
        return { type: 'set', end: last, meaning: { character: characterOf(pattern.slice(end, last), 16) } }
      }
      break
    case '0': {
      let last = end
      while (last < end + 2 && /[0-7]/.test(pattern.charAt(last))) last++
      return { type: 'set', end: last, meaning: { character: characterOf(pattern.slice(end, last), 8) } }
    }
    case 'i':
    case 'I':
    case 'j':
    case 'J':
    case 'm':
    case 'M':
    case 'O':
    case 'q':
    case 'T':
    case 'y':
    case 'Y':
      return stop('unknown-escape')
  }
  if (/[1-9]/.test(character)) {
    // More digits can be an octal number.
    if (/[0-9]/.test(pattern.charAt(end))) return stop('undecided')
    return { type: 'set', end, meaning: { reference: Number(character) } }
  }
  braced.lastIndex = start
  const found = braced.exec(pattern)
  return found === null ? stop('undecided') : { type: 'set', end: start + found[0].length }
}

/** The character with a number; without digits it is NUL. */
export function characterOf(digits: string, base: 8 | 16): string {
  return String.fromCharCode(digits === '' ? 0 : Number.parseInt(digits, base) & 255)
}
