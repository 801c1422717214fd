import type { GroupNode } from './nodes.js'
import type { Stop } from './tree-builder.js'

/** What a `(` begins. */
type GroupStart =
  | {
      readonly type: 'group'
      readonly kind: GroupNode['kind']
      readonly end: number
      readonly opening?: string
      readonly options?: string
    }
  /** A reference, which can be repeated. */
  | { readonly type: 'item'; readonly end: number; readonly reference?: number }
  | { readonly type: 'option'; readonly end: number; readonly options: string }
  | { readonly type: 'comment'; readonly end: number }
  | { readonly type: 'stop'; readonly stop: Stop }

const named = /\(\?(?:P?<|')([A-Za-z_][A-Za-z0-9_]{0,31})[>']/y
const options = /\(\?[imsU-]*([:)])/y
const reference = /\(\?(?:R|([0-9]{1,5})|[+-][0-9]+|&[A-Za-z_][A-Za-z0-9_]*|P[=>][A-Za-z_][A-Za-z0-9_]*)\)/y

const prefixes: readonly (readonly [string, GroupNode['kind']])[] = [
  ['(?:', 'plain'],
  ['(?>', 'atomic'],
  ['(?=', 'look-around'],
  ['(?!', 'look-around'],
  ['(?<=', 'look-around'],
  ['(?<!', 'look-around'],
]

/**
 * The beginning of a group in a PCRE2 pattern, or what looks like one.
 * @param names of groups so far: two cannot have the same
 */
export function readGroupStart(pattern: string, start: number, names: Set<string>): GroupStart {
  const second = pattern.charAt(start + 1)
  const end = start + 1
  const stop = (kind: Stop['kind'], to: number): GroupStart => ({ type: 'stop', stop: { kind, start, end: to } })
  if (second === '*') {
    // Verbs, and assertions in words.
    const next = pattern.charAt(start + 2)
    return next === ')' || next === '' ? { type: 'group', kind: 'capturing', end } : stop('undecided', end)
  }
  if (second !== '?') return { type: 'group', kind: 'capturing', end }
  if (pattern.charAt(start + 2) === '#') {
    const close = pattern.indexOf(')', start)
    return close < 0 ? stop('open-comment', start + 3) : { type: 'comment', end: close + 1 }
  }
  if (start + 2 >= pattern.length) return stop('open-group', start + 2)
  for (const [prefix, kind] of prefixes) {
    if (pattern.startsWith(prefix, start))
      return { type: 'group', kind, end: start + prefix.length, ...(kind === 'look-around' && { opening: prefix }) }
  }
  named.lastIndex = start
  const name = named.exec(pattern)
  if (name?.[1] !== undefined) {
    if (names.has(name[1])) return stop('duplicate-name', start + name[0].length)
    names.add(name[1])
    return { type: 'group', kind: 'capturing', end: start + name[0].length }
  }
  options.lastIndex = start
  const option = options.exec(pattern)
  if (option !== null) {
    // Options `x` and `n` change how the rest is read.
    if ((option[0].match(/-/g) ?? []).length > 1) return stop('undecided', end)
    const after = start + option[0].length
    const letters = option[0].slice(2, -1)
    return option[1] === ':'
      ? { type: 'group', kind: 'plain', end: after, options: letters }
      : { type: 'option', end: after, options: letters }
  }
  reference.lastIndex = start
  const refers = reference.exec(pattern)
  if (refers === null) return stop('undecided', end)
  return {
    type: 'item',
    end: start + refers[0].length,
    ...(refers[1] !== undefined && { reference: Number(refers[1]) }),
  }
}
