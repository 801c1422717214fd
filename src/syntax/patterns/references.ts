/** A `$1`, `${1}` or `$(1)` in the result of a pattern, or a `$` that is none. */
export interface ResultReference {
  readonly start: number
  readonly end: number
  /** What stands behind the `$`, without braces. */
  readonly name: string
  /** `empty`: a `$` with nothing behind it; `open`: a brace that nothing closes. Postfix reads no further then. */
  readonly problem?: 'empty' | 'open'
}

/** The references of a result (`mac_parse` in `src/util/mac_parse.c`); `$$` is a dollar sign. */
export function resultReferences(text: string): readonly ResultReference[] {
  const found: ResultReference[] = []
  let at = text.indexOf('$')
  while (at >= 0) {
    const next = text.charAt(at + 1)
    let end = at + 2
    if (next === '{' || next === '(') {
      const close = closingBrace(text, at + 1, next, next === '{' ? '}' : ')')
      if (close === undefined) {
        found.push({ start: at, end: text.length, name: text.slice(at + 2), problem: 'open' })
        return found
      }
      end = close + 1
      const name = text.slice(at + 2, close)
      found.push({ start: at, end, name, ...(name === '' && { problem: 'empty' }) })
      if (name === '') return found
    } else if (next !== '$') {
      end = at + 1
      while (end < text.length && /[A-Za-z0-9_]/.test(text.charAt(end))) end++
      const name = text.slice(at + 1, end)
      found.push({ start: at, end, name, ...(name === '' && { problem: 'empty' }) })
      if (name === '') return found
    }
    at = text.indexOf('$', end)
  }
  return found
}

function closingBrace(text: string, from: number, open: string, close: string): number | undefined {
  let level = 0
  for (let at = from; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === open) level++
    else if (character === close && --level === 0) return at
  }
  return undefined
}
