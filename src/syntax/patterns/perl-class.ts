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
 * @returns the offset behind the `]`, or why there is none
 */
export function readPerlClass(pattern: string, from: number): number | Stop {
  const open = from - 1
  let at = from
  if (pattern.charAt(at) === '^') at++
  const firstAt = at
  /** The character before, if it can begin a range. */
  let before: { readonly character: string; readonly start: number } | undefined
  let inRange = false
  for (;;) {
    if (at >= pattern.length) return { kind: 'open-class', start: open, end: from }
    const start = at
    const character = pattern.charAt(at)
    if (character === ']' && at > firstAt) return at + 1
    let plain: string | undefined = character
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
        before = undefined
        continue
      }
    } else if (character === '\\') {
      const escaped = pattern.charAt(at)
      if (escaped === '') return { kind: 'trailing-backslash', start, end: at }
      if (!/[A-Za-z0-9]/.test(escaped)) {
        at++
        plain = escaped
      } else if (/[dDhHsSvVwW]/.test(escaped)) {
        at++
        if (inRange || (pattern.charAt(at) === '-' && pattern.charAt(at + 1) !== ']'))
          return { kind: 'undecided', start, end: at }
        before = undefined
        continue
      } else if (/[abefnrt]/.test(escaped)) {
        at++
        plain = undefined
      } else if (escaped === 'x' && pattern.charAt(at + 1) !== '{') {
        at++
        for (let digits = 0; digits < 2 && /[0-9A-Fa-f]/.test(pattern.charAt(at)); digits++) at++
        plain = undefined
      } else return { kind: 'undecided', start, end: at + 1 }
    }
    if (inRange) {
      inRange = false
      const isKnown = before !== undefined && before.character !== '' && plain !== undefined
      if (isKnown && before !== undefined && plain !== undefined && plain < '\x80' && before.character > plain)
        return { kind: before.character < '\x80' ? 'bad-range' : 'undecided', start: before.start, end: at }
      before = undefined
    } else if (character === '-' && before !== undefined && pattern.charAt(at) !== ']' && at < pattern.length) {
      inRange = true
    } else before = { character: plain ?? '', start }
  }
}
