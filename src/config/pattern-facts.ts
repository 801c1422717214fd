import type { Alternative, PatternNode, PatternTree } from '../syntax/patterns/nodes.js'

/** Groups that lie deeper in each other are not looked into. */
const deepest = 40

/** Which texts a pattern matches for certain, wherever it looks: all, or all that are not empty. */
export function alwaysMatches({ alternatives, complete }: PatternTree): 'always' | 'not-empty' | undefined {
  if (!complete) return undefined
  const found = alternatives.map(matchesAny)
  return found.find(each => each === 'always') ?? found.find(each => each !== undefined)
}

function matchesAny(items: Alternative): 'always' | 'not-empty' | undefined {
  const begins = isAnchor(items[0], 'start')
  const ends = isAnchor(items.at(-1), 'end')
  const inner = items.slice(begins ? 1 : 0, ends ? items.length - 1 : items.length)
  // Between both ends, nothing less than everything will do.
  if (begins && ends) {
    const [only] = inner
    if (inner.length !== 1 || only?.type !== 'repeat' || only.item.type !== 'any' || Number.isFinite(only.max))
      return undefined
    return only.min === 0 ? 'always' : only.min === 1 ? 'not-empty' : undefined
  }
  if (inner.every(item => canBeEmpty(item))) return 'always'
  const needed = inner.filter(item => !canBeEmpty(item))
  const [only] = needed
  if (needed.length !== 1 || only === undefined) return undefined
  if (only.type === 'any') return 'not-empty'
  return only.type === 'repeat' && only.item.type === 'any' && only.min === 1 ? 'not-empty' : undefined
}

function isAnchor(node: PatternNode | undefined, at: 'start' | 'end'): boolean {
  return node?.type === 'anchor' && node.at === at
}

/** True when an item matches the empty text at any place. */
function canBeEmpty(node: PatternNode, depth = 0): boolean {
  if (depth > deepest) return false
  if (node.type === 'repeat') return node.min === 0 || canBeEmpty(node.item, depth + 1)
  if (node.type !== 'group' || node.kind === 'look-around') return false
  return node.alternatives.some(items => items.every(item => canBeEmpty(item, depth + 1)))
}

/** True when a `^` or `$` stands anywhere in a pattern, or something that takes its part. */
export function hasAnchor({ alternatives }: PatternTree): boolean {
  const inAny = (groups: readonly Alternative[], depth: number): boolean =>
    depth > deepest || groups.some(items => items.some(item => inNode(item, depth)))
  const inNode = (node: PatternNode, depth: number): boolean => {
    if (node.type === 'anchor') return true
    if (node.type === 'repeat') return depth > deepest || inNode(node.item, depth + 1)
    return node.type === 'group' && (node.kind === 'look-around' || inAny(node.alternatives, depth + 1))
  }
  return inAny(alternatives, 0)
}

/** The text that a pattern matches, when it is one and nothing else: `^literal$`. */
export function onlyText({ alternatives, complete }: PatternTree): string | undefined {
  const [items, ...others] = alternatives
  if (!complete || items === undefined || others.length > 0) return undefined
  if (!isAnchor(items[0], 'start') || !isAnchor(items.at(-1), 'end')) return undefined
  let text = ''
  for (const item of items.slice(1, -1)) {
    if (item.type !== 'literal') return undefined
    text += item.character
  }
  return text
}

/**
 * A repetition of what is itself repeated without bounds, with something behind it that can fail: the engine then tries
 * every way to share a text between the two, which doubles with each character.
 */
export function explosiveRepeat({ alternatives }: PatternTree): PatternNode | undefined {
  const visit = (groups: readonly Alternative[], followed: boolean, depth: number): PatternNode | undefined => {
    if (depth > deepest) return undefined
    for (const items of groups) {
      let behind = followed
      for (let index = items.length - 1; index >= 0; index--) {
        const item = items[index]
        if (item === undefined) continue
        const group = item.type === 'repeat' ? item.item : item
        const repeats = item.type === 'repeat' && !Number.isFinite(item.max) && item.mode !== 'possessive'
        if (group.type === 'group' && group.kind !== 'atomic') {
          if (repeats && behind && group.kind !== 'look-around' && group.alternatives.some(isSharable)) return item
          const found = visit(group.alternatives, behind, depth + 1)
          if (found !== undefined) return found
        }
        if (!canBeEmpty(item) && !isAnchor(item, 'start')) behind = true
      }
    }
    return undefined
  }
  return visit(alternatives, false, 0)
}

/** True when nothing but an unbounded repetition has to be there. */
function isSharable(items: Alternative): boolean {
  const unbounded = items.filter(
    item =>
      item.type === 'repeat' && !Number.isFinite(item.max) && item.mode !== 'possessive' && item.item.type !== 'group',
  )
  return (
    unbounded.length > 0 &&
    items.every(item => (unbounded.includes(item) ? unbounded.length === 1 || canBeEmpty(item) : canBeEmpty(item)))
  )
}
