import type { Catalog, ValueKind } from '../catalog/types.js'
import { hasPlaceholder } from '../config/placeholders.js'
import { fileRange } from '../syntax/logical-text.js'
import type { SettingLine } from '../syntax/nodes.js'
import { parseList } from '../syntax/value.js'
import type { Range } from '../text/range.js'

const restrictionList: ValueKind = 'restriction-list'

/** An element of a list as it is written. */
export interface WrittenElement extends Range {
  /** It belongs to the element before it: the argument of a restriction. */
  readonly joined: boolean
}

/**
 * The elements of a list; undefined when white space in it may mean something.
 * @param kind undefined for a name that people made up
 */
export function writtenElements(
  catalog: Catalog,
  line: SettingLine,
  kind: ValueKind | undefined,
): readonly WrittenElement[] | undefined {
  const { text } = line.value
  // A vertical tab or form feed separates nothing, and yet a line with nothing else on it counts as blank.
  if (/[\v\f]/.test(text) || hasPlaceholder(text)) return undefined
  const maySayRestrictions = kind === undefined || kind === restrictionList
  let takesNext = false
  return parseList(text).map(({ span }) => {
    const word = text.slice(span.start, span.end)
    const joined = takesNext
    const argument = maySayRestrictions ? catalog.restriction(word)?.argument : undefined
    // `warn_if_reject` may be followed by a restriction with an argument.
    takesNext = argument !== undefined
    return { ...fileRange(line.value, span.start, span.end), joined }
  })
}
