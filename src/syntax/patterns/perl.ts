import { isSpace } from '../characters.js'
import type { PatternTree, RepeatNode } from './nodes.js'
import { isNamedSet, readPerlClass } from './perl-class.js'
import { readPerlEscape } from './perl-escape.js'
import { readGroupStart } from './perl-groups.js'
import { type Stop, TreeBuilder } from './tree-builder.js'

const mostRepeats = 65535

const interval = /\{([0-9]+)(,([0-9]*))?\}/y

/**
 * Reads a regular expression as PCRE2 does, without its UTF mode.
 * @param extended white space in the pattern means nothing (flag `x`)
 */
export function readPerl(pattern: string, extended = false): PatternTree {
  const tree = new TreeBuilder()
  const names = new Set<string>()
  const references: { readonly number: number; readonly start: number; readonly end: number }[] = []
  let at = 0
  const finish = (stop?: Stop) => tree.finish(pattern.length, stop)
  const stop = (kind: Stop['kind'], start: number, end: number) => finish({ kind, start, end })
  while (at < pattern.length) {
    const start = at
    const character = pattern.charAt(at++)
    if (extended && isSpace(character.charCodeAt(0))) continue
    if (extended && character === '#') {
      const newline = pattern.indexOf('\n', at)
      at = newline < 0 ? pattern.length : newline
      continue
    }
    switch (character) {
      case '(': {
        const read = readGroupStart(pattern, start, names)
        if (read.type === 'stop') return finish(read.stop)
        at = read.end
        if (read.type === 'group') {
          tree.openGroup(start, read.kind, read.opening)
          switchOptions(tree, at, read.options ?? '')
        } else if (read.type === 'item') {
          if (read.reference !== undefined) references.push({ number: read.reference, start, end: at })
          tree.add({ type: 'escape', start, end: at }, true)
        }
        if (read.type === 'option') {
          tree.forbidRepeat()
          switchOptions(tree, at, read.options)
        }
        break
      }
      case ')':
        if (tree.depth === 0) return stop('close-without-open', start, at)
        tree.closeGroup(at)
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
      case '?':
      case '{': {
        let min = character === '+' ? 1 : 0
        let max = character === '?' ? 1 : Number.POSITIVE_INFINITY
        if (character === '{') {
          interval.lastIndex = start
          const found = interval.exec(pattern)
          if (found === null) {
            tree.add({ type: 'literal', start, end: at, character }, true)
            break
          }
          at = start + found[0].length
          min = Number(found[1])
          max = found[2] === undefined ? min : found[3] === '' ? Number.POSITIVE_INFINITY : Number(found[3])
          if (min > mostRepeats || (Number.isFinite(max) && max > mostRepeats))
            return stop('interval-too-big', start, at)
          if (min > max) return stop('bad-interval', start, at)
        }
        let mode: RepeatNode['mode'] = 'greedy'
        if (pattern.charAt(at) === '?') mode = 'lazy'
        else if (pattern.charAt(at) === '+') mode = 'possessive'
        if (extended && isSpace(pattern.charCodeAt(at))) return stop('undecided', start, at)
        if (mode !== 'greedy') at++
        if (!tree.repeat({ min, max, mode, quantifier: start, end: at }, false))
          return stop('nothing-to-repeat', start, at)
        break
      }
      case '[': {
        if (isNamedSet(pattern, start)) return stop('class-outside-brackets', start, at)
        const read = readPerlClass(pattern, at)
        if ('kind' in read) return finish(read)
        at = read.end
        tree.add({ type: 'class', start, end: at, set: read.set }, true)
        break
      }
      case '\\': {
        const read = readPerlEscape(pattern, start)
        if (read.type === 'stop') return finish(read.stop)
        at = read.end
        if (read.type === 'quote') {
          for (let each = start + 2; each < read.quoteEnd; each++)
            tree.add({ type: 'literal', start: each, end: each + 1, character: pattern.charAt(each) }, true)
        } else if (read.type === 'anchor') {
          tree.add({ type: 'anchor', start, end: at, at: 'other', sign: read.sign }, false)
        } else if (read.type === 'literal') {
          tree.add({ type: 'literal', start, end: at, character: read.character }, true)
        } else if (read.type === 'set') {
          const { meaning } = read
          if (meaning !== undefined && 'reference' in meaning)
            references.push({ number: meaning.reference, start, end: at })
          tree.add({ type: 'escape', start, end: at, ...(meaning && { meaning }) }, true)
        }
        break
      }
      default:
        tree.add({ type: 'literal', start, end: at, character }, true)
    }
  }
  const missing = references.find(({ number }) => number > tree.groups)
  // A group left open is found first, at the end of the pattern.
  if (missing === undefined || tree.depth > 0) return finish()
  return stop('missing-group', missing.start, missing.end)
}

/** `i`, `-s` and the like behind `(?`. */
function switchOptions(tree: TreeBuilder, start: number, letters: string): void {
  let on = true
  for (const letter of letters) {
    if (letter === '-') on = false
    else tree.setOption(start, letter, on)
  }
}
