import { readBrackets } from './extended-brackets.js'
import type { PatternTree } from './nodes.js'
import { type Stop, TreeBuilder } from './tree-builder.js'

/** `RE_DUP_MAX` of the GNU C library. */
const mostRepeats = 32767

const interval = /\{(?:([0-9]+)(,[0-9]*)?|(,[0-9]*))\}/y

/**
 * Reads a POSIX extended regular expression as regcomp(3) of the GNU C library does, in its C locale.
 * @param ignoreCase compiled with `REG_ICASE`
 */
export function readExtended(pattern: string, ignoreCase = true): PatternTree {
  const tree = new TreeBuilder()
  /** Groups that are closed: only those can be referred to. */
  const closed = new Set<number>()
  const numbers: number[] = []
  let at = 0
  const stop = (kind: Stop['kind'], start: number, end: number) => tree.finish(pattern.length, { kind, start, end })
  while (at < pattern.length) {
    const start = at
    const character = pattern.charAt(at++)
    switch (character) {
      case '(':
        tree.openGroup(start, 'capturing')
        numbers.push(tree.groups)
        break
      case ')':
        // Without an open group it is a character.
        if (tree.depth === 0) tree.add({ type: 'literal', start, end: at, character }, true)
        else {
          closed.add(numbers.pop() ?? 0)
          tree.closeGroup(at)
        }
        break
      case '|':
        tree.nextAlternative()
        break
      case '^':
      case '$':
        tree.add({ type: 'anchor', start, end: at, at: character === '^' ? 'start' : 'end', sign: character }, false)
        break
      case '.':
        tree.add({ type: 'any', start, end: at }, true)
        break
      case '*':
      case '+':
      case '?': {
        const max = character === '?' ? 1 : Number.POSITIVE_INFINITY
        const facts = { min: character === '+' ? 1 : 0, max, mode: 'greedy', quantifier: start, end: at } as const
        if (!tree.repeat(facts, true)) return stop('nothing-to-repeat', start, at)
        break
      }
      case '{': {
        interval.lastIndex = start
        const found = interval.exec(pattern)
        const [text = '', exact, more] = found ?? []
        at = start + Math.max(1, text.length)
        const min = Number(exact ?? 0)
        const upper = (more ?? found?.[3])?.slice(1)
        const max = upper === undefined ? min : upper === '' ? Number.POSITIVE_INFINITY : Number(upper)
        if (!tree.repeat({ min, max, mode: 'greedy', quantifier: start, end: at }, true))
          return stop('nothing-to-repeat', start, at)
        if (found === null || min > max) return stop('bad-interval', start, at)
        if (min > mostRepeats || (Number.isFinite(max) && max > mostRepeats)) return stop('interval-too-big', start, at)
        break
      }
      case '[': {
        const read = readBrackets(pattern, at, ignoreCase)
        if ('kind' in read) return tree.finish(pattern.length, read)
        at = read.end
        tree.add({ type: 'class', start, end: at, set: read.set }, true)
        break
      }
      case '\\': {
        const escaped = pattern.charAt(at++)
        if (escaped === '') return stop('trailing-backslash', start, start + 1)
        if (/[1-9]/.test(escaped)) {
          if (!closed.has(Number(escaped))) return stop('missing-group', start, at)
          tree.add({ type: 'escape', start, end: at, meaning: { reference: Number(escaped) } }, true)
        } else if (/[bB<>`']/.test(escaped)) {
          tree.add({ type: 'anchor', start, end: at, at: 'other', sign: escaped }, false)
        } else if (/[wWsS]/.test(escaped)) tree.add({ type: 'escape', start, end: at, meaning: { set: escaped } }, true)
        else tree.add({ type: 'literal', start, end: at, character: escaped }, true)
        break
      }
      default:
        tree.add({ type: 'literal', start, end: at, character }, true)
    }
  }
  return tree.finish(pattern.length)
}
