import type { Edit } from './range.js'

/** Thrown when edits that must be applied together change the same characters twice. */
export class OverlappingEdits extends Error {
  override readonly name = 'OverlappingEdits'
}

/** Order of edits in a file: by start, then by end. */
export function compareEdits(a: Edit, b: Edit): number {
  return a.range.start - b.range.start || a.range.end - b.range.end
}

/** True when two edits of one file cannot both be applied. Two insertions at one place do conflict: their order is open. */
export function editsConflict(a: Edit, b: Edit): boolean {
  if (a.file !== b.file) return false
  if (a.range.start === b.range.start && a.range.end === b.range.end) return true
  return a.range.start < b.range.end && b.range.start < a.range.end
}

/**
 * The text after all edits of one file. Edits of other files must have been left out before.
 * @throws OverlappingEdits when two edits change the same characters
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const ordered = [...edits].sort(compareEdits)
  let result = ''
  let at = 0
  for (const edit of ordered) {
    if (edit.range.start < at) throw new OverlappingEdits(`two edits change offset ${edit.range.start}`)
    result += text.slice(at, edit.range.start) + edit.text
    at = edit.range.end
  }
  return result + text.slice(at)
}
