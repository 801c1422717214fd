import type { BracketItem, BracketSet } from './nodes.js'
import type { Stop } from './tree-builder.js'

const classes: ReadonlySet<string> = new Set(
  'alnum cntrl lower space alpha digit print upper blank graph punct xdigit'.split(' '),
)

/** Longest name between `[:` and `:]`. */
const longestName = 31

type Element =
  | { readonly type: 'character'; readonly character: string; readonly end: number }
  | { readonly type: 'set'; readonly end: number; readonly item: BracketItem }

/** A bracket expression, and the offset behind its `]`. */
export interface ReadBrackets {
  readonly set: BracketSet
  readonly end: number
}

/**
 * A bracket expression of a POSIX regular expression.
 * @param from behind the `[`
 * @param ignoreCase the ends of a range are compared as capitals
 * @returns what is between them, or why there is no end
 */
export function readBrackets(pattern: string, from: number, ignoreCase: boolean): ReadBrackets | Stop {
  const open = from - 1
  const unclosed: Stop = { kind: 'open-class', start: open, end: from }
  let at = from
  const negated = pattern.charAt(at) === '^'
  if (negated) at++
  const items: BracketItem[] = []
  let first = true
  /** A `-` before the closing bracket stands for itself. */
  let plainHyphen = false
  for (;;) {
    if (at >= pattern.length) return unclosed
    if (!first && pattern.charAt(at) === ']') return { set: { negated, items }, end: at + 1 }
    const start = at
    if (pattern.charAt(at) === '-' && !first && !plainHyphen && pattern.charAt(at + 1) !== ']') {
      return at + 1 < pattern.length ? { kind: 'bad-range', start: at, end: at + 1 } : unclosed
    }
    first = false
    plainHyphen = false
    const element = readElement(pattern, at, unclosed)
    if ('kind' in element) return element
    at = element.end
    const only = element.type === 'set' ? element.item : { first: element.character, last: element.character }
    if (element.type === 'set' || pattern.charAt(at) !== '-') {
      items.push(only)
      continue
    }
    if (at + 1 >= pattern.length) return unclosed
    if (pattern.charAt(at + 1) === ']') {
      items.push(only)
      plainHyphen = true
      continue
    }
    const last = readElement(pattern, at + 1, unclosed)
    if ('kind' in last) return last
    const range = { start, end: last.end }
    if (last.type === 'set') return { kind: 'bad-range', ...range }
    // Characters beyond ASCII are several bytes, each for itself, of which the last begins the range.
    const [low, high] = ignoreCase
      ? [element.character.toUpperCase(), last.character.toUpperCase()]
      : [element.character, last.character]
    if (!isAscii(low) || !isAscii(high)) return { kind: 'undecided', ...range }
    if (low > high) return { kind: 'bad-range', ...range }
    items.push({ first: element.character, last: last.character })
    at = last.end
  }
}

function readElement(pattern: string, at: number, unclosed: Stop): Element | Stop {
  const character = pattern.charAt(at)
  const kind = pattern.charAt(at + 1)
  if (character !== '[' || !/[.=:]/.test(kind)) return { type: 'character', character, end: at + 1 }
  const close = pattern.indexOf(`${kind}]`, at + 2)
  if (close < 0) return unclosed
  const end = close + 2
  const name = pattern.slice(at + 2, close)
  if (name.length > longestName) return unclosed
  if (kind === ':') {
    if (!classes.has(name)) return { kind: 'bad-class-name', start: at, end }
    return { type: 'set', end, item: { name, negated: false } }
  }
  if (name === '') return { kind: 'undecided', start: at, end }
  if (name.length > 1) return { kind: isAscii(name) ? 'bad-collation' : 'undecided', start: at, end }
  if (kind === '=') return { type: 'set', end, item: { first: name, last: name } }
  return { type: 'character', character: name, end }
}

function isAscii(text: string): boolean {
  return [...text].every(character => character.charCodeAt(0) < 128)
}
