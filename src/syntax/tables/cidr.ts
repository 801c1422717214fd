import type { MappedText } from '../../text/mapped-text.js'
import { isSpace, skipSpace, trimSpace } from '../characters.js'
import { type OpenedLine, partOf, wordEnd } from './entry-part.js'
import type { BrokenEntry, EndIf, Network, NetworkIf, NetworkRule } from './nodes.js'
import { blockWord, readEndIf } from './patterns.js'

const BANG = 33

/**
 * A line of a cidr table (`src/util/dict_cidr.c`). Before Postfix 3.2 there was neither `!` nor `if`.
 * @param depth how many `if` are open
 */
export function readNetworkLine(opened: OpenedLine, depth: number): NetworkRule | NetworkIf | EndIf | BrokenEntry {
  const { parts, text } = opened
  const all = text.text
  const end = trimSpace(all, 0, all.length)
  const word = blockWord(all)
  if (word === 'endif') return readEndIf(opened, end, depth)
  const from = word === undefined ? 0 : word.length
  let negations = 0
  let start: number | undefined
  let at = from
  for (; at < end; at++) {
    if (all.charCodeAt(at) === BANG) {
      negations++
      start ??= at
    } else if (!isSpace(all.charCodeAt(at))) break
  }
  if (at >= end) {
    const whole = partOf(text, 0, end)
    return { type: 'broken-entry', ...parts, problem: 'missing-pattern', at: whole, whole, depth }
  }
  if (word === 'if') {
    return { type: 'network-if', ...parts, ...readNetwork(text, negations, start ?? at, at, end), depth }
  }
  const keyEnd = wordEnd(all, at, end)
  const network = readNetwork(text, negations, start ?? at, at, keyEnd)
  return { type: 'network-rule', ...parts, ...network, result: partOf(text, skipSpace(all, keyEnd, end), end), depth }
}

/** `address`, `address/length`, `[address/length]` or `[address]/length` (`src/util/cidr_match.c`). */
function readNetwork(text: MappedText, negations: number, first: number, start: number, end: number): Network {
  const all = text.text
  const whole = partOf(text, first, end)
  const withLength = (from: number, to: number, slash: number, brackets?: Network['brackets']): Network => {
    const found = slash >= from && slash < end ? slash : undefined
    return {
      negations,
      whole,
      address: partOf(text, from, found === undefined ? to : Math.min(to, found)),
      ...(found !== undefined && { length: partOf(text, found + 1, found < to ? to : end) }),
      ...(brackets && { brackets }),
    }
  }
  if (all.charAt(start) !== '[') return withLength(start, end, all.indexOf('/', start))
  const close = all.indexOf(']', start)
  if (close < 0 || close >= end) return { negations, whole, address: partOf(text, start, end), brackets: 'open' }
  if (close + 1 === end) {
    const slash = all.indexOf('/', start)
    return withLength(start + 1, close, slash < close ? slash : -1, 'closed')
  }
  if (all.charAt(close + 1) === '/') return withLength(start + 1, close, close + 1, 'closed')
  return { negations, whole, address: partOf(text, start + 1, close), brackets: 'text-after' }
}
