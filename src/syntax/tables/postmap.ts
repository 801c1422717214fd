import { isSpace, skipSpace, trimSpace } from '../characters.js'
import { type OpenedLine, partOf } from './entry-part.js'
import type { BrokenEntry, KeyValue } from './nodes.js'

const QUOTE = 34
const BACKSLASH = 92

/**
 * `key value` (`src/postmap/postmap.c`, `src/util/dict_thash.c`): the key ends at the first white space outside double
 * quotes, and keeps its quotes.
 */
export function readKeyValue({ parts, text }: OpenedLine): KeyValue | BrokenEntry {
  const { range, pieces, inner, nul } = parts
  const all = text.text
  let quoted = false
  let at = 0
  for (; at < all.length; at++) {
    const code = all.charCodeAt(at)
    if (code === BACKSLASH) at++
    else if (code === QUOTE) quoted = !quoted
    else if (!quoted && isSpace(code)) break
  }
  const end = Math.min(at, all.length)
  const start = skipSpace(all, end, all.length)
  const valueEnd = trimSpace(all, start, all.length)
  if (!quoted && end > 0 && valueEnd > start) {
    const key = partOf(text, 0, end)
    const value = partOf(text, start, valueEnd)
    const entry: KeyValue = { type: 'key-value', range, pieces, inner, key, value }
    return nul === undefined ? entry : { ...entry, nul }
  }
  const whole = partOf(text, 0, trimSpace(all, 0, all.length))
  if (quoted) {
    const quote = partOf(text, all.indexOf('"'), whole.span.end)
    return { type: 'broken-entry', ...parts, problem: 'unbalanced-quote', at: quote, whole }
  }
  const key = partOf(text, 0, end)
  return { type: 'broken-entry', ...parts, problem: end === 0 ? 'missing-key' : 'missing-value', at: whole, whole, key }
}
