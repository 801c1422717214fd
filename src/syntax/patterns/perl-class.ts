import type { ReadBrackets } from './extended-brackets.js'
import type { BracketItem } from './nodes.js'
import { characterOf, controlEscapes } from './perl-escape.js'
import type { Stop } from './tree-builder.js'

const classes: ReadonlySet<string> = new Set(
  'alpha lower upper alnum ascii blank cntrl digit graph print punct space word xdigit'.split(' '),
)

/** The end of `[:name:]`, `[.x.]` or `[=x=]` that begins there, if it looks like one to PCRE2. */
function namedSetEnd(pattern: string, start: number): number | undefined {
  const mark = pattern.charAt(start + 1)
  if (mark !== ':' && mark !== '.' && mark !== '=') return undefined
  for (let at = start + 2; at + 1 < pattern.length; at++) {
    const character = pattern.charAt(at)
    const next = pattern.charAt(at + 1)
    if (character === '\\' && (next === ']' || next === '\\')) at++
    else if ((character === '[' && next === mark) || character === ']') return undefined
    else if (character === mark && next === ']') return at + 2
  }
  return undefined
}

/** True for `[:name:]` and the like, which PCRE2 does not take outside of brackets. */
export function isNamedSet(pattern: string, start: number): boolean {
  return namedSetEnd(pattern, start) !== undefined
}

/**
 * A bracket expression of a PCRE2 pattern.
 * @param from behind the `[`
 * @returns what is between them, or why there is no end
 */
export function readPerlClass(pattern: string, from: number): ReadBrackets | Stop {
  const open = from - 1
  let at = from
  const negated = pattern.charAt(at) === '^'
  if (negated) at++
  const firstAt = at
  const items: BracketItem[] = []
  /** The character before, if it can begin a range; empty when it is not written as itself. */
  let before: { readonly character: string; readonly value: string; readonly start: number } | undefined
  let inRange = false
  for (;;) {
    if (at >= pattern.length) return { kind: 'open-class', start: open, end: from }
    const start = at
    const character = pattern.charAt(at)
    if (character === ']' && at > firstAt) return { set: { negated, items }, end: at + 1 }
    let plain: string | undefined = character
    let value = character
    at++
    if (character === '[') {
      const end = namedSetEnd(pattern, start)
      if (end !== undefined) {
        const name = pattern.slice(start + 2, end - 2).replace(/^\^/, '')
        if (pattern.charAt(start + 1) !== ':') return { kind: 'bad-collation', start, end }
        if (name === '<' || name === '>' || inRange) return { kind: 'undecided', start, end }
        if (!classes.has(name)) return { kind: 'bad-class-name', start, end }
        at = end
        // PCRE2 refuses a range that begins with a set; PCRE takes the hyphen as it is.
        if (pattern.charAt(at) === '-' && pattern.charAt(at + 1) !== ']') return { kind: 'undecided', start, end }
        items.push({ name, negated: pattern.charAt(start + 2) === '^' })
        before = undefined
        continue
      }
    } else if (character === '\\') {
      const escaped = pattern.charAt(at)
      if (escaped === '') return { kind: 'trailing-backslash', start, end: at }
      if (!/[A-Za-z0-9]/.test(escaped)) {
        at++
        plain = escaped
        value = escaped
      } else if (/[dDhHsSvVwW]/.test(escaped)) {
        at++
        if (inRange || (pattern.charAt(at) === '-' && pattern.charAt(at + 1) !== ']'))
          return { kind: 'undecided', start, end: at }
        items.push({ name: escaped, negated: false })
        before = undefined
        continue
      } else if (/[abefnrt]/.test(escaped)) {
        at++
        plain = undefined
        value = escaped === 'b' ? '\b' : (controlEscapes[escaped] ?? escaped)
      } else if (escaped === 'x' && pattern.charAt(at + 1) !== '{') {
        at++
        for (let digits = 0; digits < 2 && /[0-9A-Fa-f]/.test(pattern.charAt(at)); digits++) at++
        plain = undefined
        value = characterOf(pattern.slice(start + 2, at), 16)
      } else return { kind: 'undecided', start, end: at + 1 }
    }
    if (inRange) {
      inRange = false
      const isKnown = before !== undefined && before.character !== '' && plain !== undefined
      if (isKnown && before !== undefined && plain !== undefined && plain < '\x80' && before.character > plain)
        return { kind: before.character < '\x80' ? 'bad-range' : 'undecided', start: before.start, end: at }
      items[items.length - 1] = { first: before?.value ?? value, last: value }
      before = undefined
    } else if (character === '-' && before !== undefined && pattern.charAt(at) !== ']' && at < pattern.length) {
      inRange = true
    } else {
      items.push({ first: value, last: value })
      before = { character: plain ?? '', value, start }
    }
  }
}
