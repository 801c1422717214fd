import { isSpace, skipSpace, trimSpace } from '../characters.js'
import { readNetworkLine } from './cidr.js'
import { type OpenedLine, partOf } from './entry-part.js'
import type { BrokenEntry, EntriesBySyntax, KeyValue } from './nodes.js'
import { readPatternLine } from './patterns.js'
import { countingDepth } from './read-table.js'

const QUOTE = 34
const BACKSLASH = 92
const EQUALS = 61

/** `name = value`, an element of `inline:{ ... }` (`split_qnameval` in `src/util/split_qnameval.c`). */
function readPair({ parts, text }: OpenedLine): KeyValue | BrokenEntry {
  const all = text.text
  const start = skipSpace(all, 0, all.length)
  let quoted = false
  let at = start
  for (; at < all.length; at++) {
    const code = all.charCodeAt(at)
    if (code === BACKSLASH) at++
    else if (code === QUOTE) quoted = !quoted
    else if (!quoted && (isSpace(code) || code === EQUALS)) break
  }
  const keyEnd = Math.min(at, all.length)
  const whole = partOf(text, 0, all.length)
  const key = partOf(text, start, keyEnd)
  const broken = (problem: BrokenEntry['problem']): BrokenEntry => {
    return { type: 'broken-entry', ...parts, problem, at: whole, whole, key }
  }
  if (quoted) return broken('unbalanced-quote')
  // A key can be empty; what is all white space has none.
  if (start === all.length) return broken('missing-name')
  const equals = skipSpace(all, keyEnd, all.length)
  if (all.charCodeAt(equals) !== EQUALS || equals === all.length) return broken('missing-equals')
  const valueStart = skipSpace(all, equals + 1, all.length)
  const value = partOf(text, valueStart, trimSpace(all, valueStart, all.length))
  return { type: 'key-value', ...parts, key, value }
}

/** Reads an element of a table that is written in main.cf itself: `inline:{ }`, and `regexp:{ }` and its like. */
export function inlineEntryReader(
  syntax: 'postmap' | 'regexp' | 'pcre' | 'cidr',
): (line: OpenedLine) => EntriesBySyntax[typeof syntax] {
  switch (syntax) {
    case 'postmap':
      return readPair
    case 'cidr':
      return countingDepth(readNetworkLine)
    default:
      return countingDepth((line, depth) => readPatternLine(line, depth, syntax))
  }
}
