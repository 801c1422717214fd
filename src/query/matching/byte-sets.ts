import type { BracketItem, BracketSet } from '../../syntax/patterns/nodes.js'

/** A set of bytes: 1 for each that is in it. */
export type ByteSet = Uint8Array

/** Character classes of the C locale, by their names between `[:` and `:]`. */
const classes: Readonly<Record<string, (code: number) => boolean>> = {
  alnum: code => isAlpha(code) || isDigit(code),
  alpha: code => isAlpha(code),
  ascii: code => code < 128,
  blank: code => code === 32 || code === 9,
  cntrl: code => code < 32 || code === 127,
  digit: code => isDigit(code),
  graph: code => code > 32 && code < 127,
  lower: code => code >= 97 && code <= 122,
  print: code => code >= 32 && code < 127,
  punct: code => code > 32 && code < 127 && !isAlpha(code) && !isDigit(code),
  space: code => code === 32 || (code >= 9 && code <= 13),
  upper: code => code >= 65 && code <= 90,
  word: code => isWord(code),
  xdigit: code => isDigit(code) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102),
  // Escapes, by their letters.
  d: code => isDigit(code),
  D: code => !isDigit(code),
  w: code => isWord(code),
  W: code => !isWord(code),
  s: code => isSpaceByte(code),
  S: code => !isSpaceByte(code),
  h: code => code === 9 || code === 32 || code === 0xa0,
  H: code => !(code === 9 || code === 32 || code === 0xa0),
  v: code => (code >= 10 && code <= 13) || code === 0x85,
  V: code => !((code >= 10 && code <= 13) || code === 0x85),
  N: code => code !== 10,
}

function isAlpha(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122)
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

function isSpaceByte(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13)
}

/** A letter, a digit or `_`. */
export function isWord(code: number): boolean {
  return isAlpha(code) || isDigit(code) || code === 95
}

/** The capital of an ASCII letter; any other byte is itself. */
export function capital(code: number): number {
  return code >= 97 && code <= 122 ? code - 32 : code
}

/** The set with a name; undefined when there is none. */
export function namedSet(name: string): ByteSet | undefined {
  const test = Object.hasOwn(classes, name) ? classes[name] : undefined
  return test && setOf(test)
}

/** Collects the bytes that pass a test. */
export function setOf(test: (code: number) => boolean): ByteSet {
  const set = new Uint8Array(256)
  for (let code = 0; code < 256; code++) if (test(code)) set[code] = 1
  return set
}

/** A set with both cases of each letter that is in it. */
export function bothCases(set: ByteSet): ByteSet {
  return setOf(code => {
    const other = isAlpha(code) ? code ^ 32 : code
    return set[code] === 1 || set[other] === 1
  })
}

/**
 * The bytes that brackets match; undefined when that is not known.
 * @param capitals ends of ranges are taken as capitals, and what is compared with them as well
 */
export function bracketSet({ negated, items }: BracketSet, capitals: boolean): ByteSet | undefined {
  const found = new Uint8Array(256)
  for (const item of items) if (!addItem(found, item, capitals)) return undefined
  return negated ? setOf(code => found[code] === 0) : found
}

function addItem(found: ByteSet, item: BracketItem, capitals: boolean): boolean {
  if ('name' in item) {
    const anyCase = capitals && (item.name === 'upper' || item.name === 'lower')
    const named = namedSet(anyCase ? 'alpha' : item.name)
    if (named === undefined) return false
    for (let code = 0; code < 256; code++) if ((named[code] === 1) !== item.negated) found[code] = 1
    return true
  }
  const first = item.first.charCodeAt(0)
  const last = item.last.charCodeAt(0)
  const [from, to] = capitals ? [capital(first), capital(last)] : [first, last]
  if (from > to || to > 255) return false
  found.fill(1, from, to + 1)
  return true
}
