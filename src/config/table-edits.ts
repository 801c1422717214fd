import { origin } from '../text/mapped-text.js'
import type { Edit } from '../text/range.js'
import type { ValuePlace } from './elements.js'

/** Writes text behind a stretch of a table. Null when it is not written in a file. */
export function insertAfter(place: ValuePlace, text: string): readonly Edit[] | null {
  const found = origin(place.text, place.span)
  if (found === undefined || found.via !== undefined) return null
  const { file, range } = found.location
  return [{ file, range: { start: range.end, end: range.end }, text }]
}
