import type { Catalog } from '../catalog/types.js'
import { isBlank, skipSpace } from '../syntax/characters.js'
import type { Comment } from '../syntax/lines.js'
import { splitNameValue } from '../syntax/name-value.js'
import { fieldNames } from '../syntax/nodes.js'
import { nextWord } from '../syntax/words.js'
import type { Range } from '../text/range.js'

/** A stretch of a file that would be `name = value` if it stood on a line of its own. */
export interface SettingReading {
  readonly name: string
  readonly nameRange: Range
  readonly value: string
  /** From the name to the end of the value. */
  readonly range: Range
}

/** A stretch of a file that would be a master.cf entry if it stood on a line of its own. */
export interface ServiceReading {
  readonly name: string
  readonly type: string
  readonly command: string
  /** From the first column to the last word. */
  readonly range: Range
}

const word = /^[A-Za-z0-9_]+$/

/** Reads a stretch of a file as `name = value`; undefined when its name could not be a parameter's. */
export function readAsSetting(text: string, line: Range): SettingReading | undefined {
  const found = splitNameValue(text, line.start, line.end)
  if ('problem' in found) return undefined
  const name = text.slice(found.name.start, found.name.end)
  if (!word.test(name)) return undefined
  const { start, end } = found.value
  const range = { start: found.name.start, end: Math.max(found.equals + 1, end) }
  return { name, nameRange: found.name, value: text.slice(start, end), range }
}

/**
 * Reads a stretch of a file as a master.cf entry: eight columns at least, with a service type and yes/no columns that
 * are valid. Undefined for anything else.
 */
export function readAsService(text: string, line: Range, catalog: Catalog): ServiceReading | undefined {
  const slice = text.slice(line.start, line.end)
  const words: { readonly start: number; readonly end: number }[] = []
  for (
    let at = nextWord(slice, 0, false);
    at !== undefined && words.length < fieldNames.length;
    at = nextWord(slice, at.end, false)
  ) {
    words.push(at)
  }
  const columns = words.map(({ start, end }) => slice.slice(start, end))
  const [name, type, isPrivate, unprivileged, chroot, wakeup, limit, command] = columns
  const [first] = words
  if (first === undefined || name === undefined || type === undefined || command === undefined) return undefined
  if (wakeup === undefined || limit === undefined) return undefined
  const fields = catalog.masterFields()
  if (!fields.types.some(known => known.type === type)) return undefined
  if (![isPrivate, unprivileged, chroot].every(column => column !== undefined && fields.booleans.includes(column)))
    return undefined
  if (![wakeup, limit].every(column => /^(?:-|[0-9]+\??)$/.test(column))) return undefined
  let end = slice.length
  while (end > 0 && isBlank(slice.charCodeAt(end - 1))) end--
  return { name, type, command, range: { start: line.start + first.start, end: line.start + end } }
}

/** What a comment says, without its `#`s and the newline. */
export function commentText(text: string, comment: Comment): Range {
  let start = comment.hash
  while (text.charAt(start) === '#') start++
  const end = text.charAt(comment.range.end - 1) === '\n' ? comment.range.end - 1 : comment.range.end
  return { start, end: Math.max(start, end) }
}

/** A physical line from its first to its last character that is not white space. */
export function trimmed(text: string, line: Range): Range {
  const start = skipSpace(text, line.start, line.end)
  let end = line.end
  while (end > start && skipSpace(text, end - 1, end) === end) end--
  return { start, end }
}

/** The physical line of an entry that holds an offset. */
export function pieceAt(pieces: readonly Range[], offset: number): Range | undefined {
  let low = 0
  let high = pieces.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((pieces[middle]?.start ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  const piece = pieces[low]
  return piece !== undefined && piece.start <= offset && offset < piece.end ? piece : undefined
}
