// What is cut out of a file is, to V8, a view of the whole text: as long as the piece is kept, so is the file as it then
// was. What is kept for longer than a file is therefore copied.

/** A copy that keeps nothing else alive. */
export function keptText(text: string): string {
  return ` ${text}`.slice(1)
}

const namesAtMost = 4096
/** Longer than any name that somebody means: it is not kept for others. */
export const longestName = 128
const names = new Map<string, string>()
/** Names that found no room: a file that a program made can have any number, and none of them a second time. */
let refused = 0
const refusedAtMost = 65_536

/**
 * The same text, as one string for all places that have it: else it is compared character by character with each name
 * that it is looked up by, over and over.
 */
export function sharedName(text: string): string {
  if (text.length > longestName) return text
  const known = names.get(text)
  if (known !== undefined) return known
  if (names.size >= namesAtMost) {
    if (++refused <= refusedAtMost) return text
    refused = 0
    names.clear()
  }
  // V8 copies what becomes the name of a property, and has it once.
  const [copy = text] = Object.keys({ [text]: true })
  names.set(copy, copy)
  return copy
}
