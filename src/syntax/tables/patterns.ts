import type { MappedText } from '../../text/mapped-text.js'
import { isSpace, skipSpace, trimSpace } from '../characters.js'
import { type OpenedLine, partOf, wordEnd } from './entry-part.js'
import type { BrokenEntry, BrokenProblem, EndIf, Pattern, PatternIf, PatternRule } from './nodes.js'

const BANG = 33
const BACKSLASH = 92

const letterOrDigit = /^[A-Za-z0-9]/

/** `ISALNUM` of ASCII. */
export function isAlphanumeric(character: string): boolean {
  return letterOrDigit.test(character)
}

/** The word that begins a line, when it is one of the block words and ends there. */
export function blockWord(text: string): 'if' | 'endif' | undefined {
  for (const word of ['if', 'endif'] as const) {
    if (text.slice(0, word.length).toLowerCase() === word && !isAlphanumeric(text.charAt(word.length))) return word
  }
  return undefined
}

/** `endif`, with what stands behind it. */
export function readEndIf(line: OpenedLine, end: number, depth: number): EndIf {
  const { parts, text } = line
  const extra = skipSpace(text.text, 'endif'.length, end)
  return {
    type: 'endif',
    ...parts,
    matched: depth > 0,
    word: partOf(text, 0, 'endif'.length),
    ...(extra < end && { extra: partOf(text, extra, end) }),
    depth,
  }
}

/**
 * A line of a regexp or pcre table (`src/util/dict_regexp.c`, `src/util/dict_pcre.c`).
 * @param depth how many `if` are open
 */
export function readPatternLine(
  opened: OpenedLine,
  depth: number,
  syntax: 'regexp' | 'pcre',
): PatternRule | PatternIf | EndIf | BrokenEntry {
  const { parts, text } = opened
  const all = text.text
  const end = trimSpace(all, 0, all.length)
  const whole = partOf(text, 0, end)
  const broken = ({ problem, at }: Fault): BrokenEntry => {
    return { type: 'broken-entry', ...parts, problem, at: at.span.start < at.span.end ? at : whole, whole, depth }
  }
  if (!isAlphanumeric(all.charAt(0))) {
    const first = readPattern(text, 0, end, syntax === 'regexp')
    if ('problem' in first) return broken(first)
    let after = first.whole.span.end
    let second: Pattern | undefined
    if (syntax === 'regexp' && all.charCodeAt(after) === BANG && after < end) {
      const read = readPattern(text, after, end, true)
      if ('problem' in read) return broken(read)
      second = read
      after = read.whole.span.end
    }
    const result = partOf(text, skipSpace(all, after, end), end)
    return { type: 'pattern-rule', ...parts, ...first, ...(second && { second }), result, depth }
  }
  const word = blockWord(all)
  if (word === 'endif') return readEndIf(opened, end, depth)
  if (word === undefined) return broken({ problem: 'unrecognized', at: partOf(text, 0, wordEnd(all, 0, end)) })
  const pattern = readPattern(text, 'if'.length, end, syntax === 'regexp')
  if ('problem' in pattern) return broken(pattern)
  const extra = skipSpace(all, pattern.whole.span.end, end)
  return {
    type: 'pattern-if',
    ...parts,
    ...pattern,
    ...(extra < end && { extra: partOf(text, extra, end) }),
    depth,
  }
}

interface Fault {
  readonly problem: BrokenProblem
  readonly at: ReturnType<typeof partOf>
}

/** `!/pattern/flags`; any character that is neither white space nor `!` delimits. */
function readPattern(text: MappedText, from: number, end: number, bangEndsFlags: boolean): Pattern | Fault {
  const all = text.text
  let negations = 0
  let start: number | undefined
  let at = from
  for (; at < end; at++) {
    const code = all.charCodeAt(at)
    if (code === BANG) {
      negations++
      start ??= at
    } else if (!isSpace(code)) break
  }
  if (at >= end) return { problem: 'missing-pattern', at: partOf(text, start ?? 0, end) }
  start ??= at
  const delimiter = all.charAt(at)
  const open = at + 1
  let close = open
  for (; close < end && all.charAt(close) !== delimiter; close++) {
    if (all.charCodeAt(close) === BACKSLASH) close++
  }
  if (close >= end) return { problem: 'missing-delimiter', at: partOf(text, start, end) }
  let last = close + 1
  while (last < end && !isSpace(all.charCodeAt(last)) && !(bangEndsFlags && all.charCodeAt(last) === BANG)) last++
  return {
    negations,
    delimiter,
    pattern: partOf(text, open, close),
    flags: partOf(text, close + 1, last),
    whole: partOf(text, start, last),
  }
}
