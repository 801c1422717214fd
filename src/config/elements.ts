import type { Group } from '../../grammars/value-nodes.js'
import type { Assignment } from '../syntax/nodes.js'
import { parseList } from '../syntax/value.js'
import type { MappedText } from '../text/mapped-text.js'
import { type Origin, origin } from '../text/mapped-text.js'
import type { Edit, Location, Range } from '../text/range.js'
import type { Resolved } from './effective.js'
import { type ListItem, toItems, type ValuePlace } from './list-items.js'

export type { ListItem, ValuePlace } from './list-items.js'

/**
 * The elements of a list that are known for certain: all, after expansion; or, when part of the value depends on a host
 * that is not known (`$myhostname`), those that are written out.
 */
export function knownItems(resolved: Resolved, shape: 'list' | 'fields' = 'list'): readonly ListItem[] {
  if (!resolved.unknown) return listItems(resolved, shape)
  const { written } = resolved
  return toItems(written, parseList(written.text, shape)).filter(item => !item.value.includes('$'))
}

/** The elements of a value's list, after expansion. */
export function listItems(resolved: Resolved, shape: 'list' | 'fields' = 'list'): readonly ListItem[] {
  return resolved.items(shape)
}

/** The elements between the braces of a group. */
export function groupItems(text: MappedText, group: Group): readonly ListItem[] {
  return toItems(text, group.elements)
}

/** A stretch of a list item, by offsets in its own text. */
export function partOfItem(item: ValuePlace, start: number, end: number): ValuePlace {
  return { text: item.text, span: { start: item.span.start + start, end: item.span.start + end } }
}

/** Where a whole expanded value is written. */
export function wholeValue(resolved: Resolved): ValuePlace {
  return { text: resolved.expanded.text, span: { start: 0, end: resolved.text.length } }
}

/** The place of the value as written; just after the `=` when it is empty. */
export function valueLocation(setting: Assignment): Location {
  return { file: setting.file, range: setting.valueRange }
}

/** The place of the name as written. */
export function nameLocation(setting: Assignment): Location {
  return { file: setting.file, range: setting.nameRange }
}

/** Where a place is shown; undefined when no file holds it. */
export function originOf(place: ValuePlace): Origin | undefined {
  return origin(place.text, place.span)
}

/**
 * Replaces a stretch of a value by other text. Null when it did not come from the file character by character (it came
 * out of a `$name`, or is continued over several lines): then there is nothing a fix could safely change.
 */
export function replacePlace(place: ValuePlace, text: string): readonly Edit[] | null {
  const found = originOf(place)
  if (found === undefined || found.via !== undefined) return null
  const { file, range } = found.location
  if (range.end - range.start !== place.span.end - place.span.start) return null
  return [{ file, range, text }]
}

/** Replaces the value of a setting, wherever its pieces are. */
export function replaceValue(setting: Assignment, text: string): readonly Edit[] {
  const { file, valueRange } = setting
  const empty = valueRange.start === valueRange.end
  return [{ file, range: valueRange, text: empty && text !== '' ? ` ${text}` : text }]
}

/**
 * Removes elements of a list with the separators that go with them. Null when one of them came out of a `$name`.
 * A comment between pieces stays.
 */
export function removeItems(setting: Assignment, source: string, items: readonly ValuePlace[]): readonly Edit[] | null {
  const edits: Edit[] = []
  for (const item of items) {
    const found = originOf(item)
    if (found === undefined || found.via !== undefined || found.location.file !== setting.file) return null
    edits.push({ file: setting.file, range: withSeparator(source, found.location.range, setting.valueRange), text: '' })
  }
  return mergeEdits(edits).map(edit => ({ ...edit, range: withEmptiedLine(source, edit.range, setting.valueRange) }))
}

/** When nothing else is left on a physical line, the line goes as well; no separator is left at the start of one. */
function withEmptiedLine(source: string, removed: Range, value: Range): Range {
  let start = removed.start
  while (' \t'.includes(source.charAt(start - 1))) start--
  let end = removed.end
  while (end < value.end && ', \t\r'.includes(source.charAt(end))) end++
  const startsLine = source.charAt(start - 1) === '\n'
  if (startsLine && (end === value.end || source.charAt(end) === '\n')) {
    return start > value.start
      ? { start: trailingComma(source, start - 1, value.start), end: removed.end }
      : { start, end: Math.min(end + 1, source.length) }
  }
  return startsLine || removed.start === value.start ? { start: removed.start, end } : removed
}

/** Takes the separator before an element along, or the one after it for the first element. */
function withSeparator(source: string, item: Range, value: Range): Range {
  let start = item.start
  while (start > value.start && ', \t'.includes(source.charAt(start - 1))) start--
  if (start > value.start) {
    if (source.charAt(start - 1) !== '\n') return { start, end: item.end }
    // The element stands alone at the start of a physical line: take the line, or what is left of it.
    let end = item.end
    while (end < value.end && ', \t'.includes(source.charAt(end))) end++
    if (end < value.end && source.charAt(end) !== '\n') return { start: item.start, end }
    const comma = source.lastIndexOf('\n', start - 2) + 1
    return { start: trailingComma(source, start - 1, Math.max(comma, value.start)), end: item.end }
  }
  let end = item.end
  while (end < value.end && ', \t'.includes(source.charAt(end))) end++
  return { start: item.start, end }
}

function trailingComma(source: string, newline: number, from: number): number {
  let at = newline
  while (at > from && ' \t\r'.includes(source.charAt(at - 1))) at--
  return source.charAt(at - 1) === ',' ? at - 1 : newline
}

function mergeEdits(edits: readonly Edit[]): readonly Edit[] {
  const merged: Edit[] = []
  for (const edit of [...edits].sort((a, b) => a.range.start - b.range.start)) {
    const before = merged.at(-1)
    if (before !== undefined && before.range.end >= edit.range.start) {
      const end = Math.max(before.range.end, edit.range.end)
      merged[merged.length - 1] = { ...before, range: { start: before.range.start, end } }
    } else merged.push(edit)
  }
  return merged
}
