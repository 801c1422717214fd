import { splitNameValue } from '../syntax/name-value.js'
import { type ListItem, partOfItem, type ValuePlace } from './elements.js'

/** A part of `name=value` with its place. */
export interface AttributePart extends ValuePlace {
  readonly value: string
}

/** Reads `name=value` or `{ name = value }` (`attr_override` in `src/global/attr_override.c`); undefined when it is neither. */
export function splitMilterAttribute(
  item: ListItem,
): { readonly name: AttributePart; readonly value: AttributePart } | undefined {
  const from = item.group ? item.group.content.start - item.span.start : 0
  const to = item.group ? item.group.content.end - item.span.start : item.value.length
  const split = splitNameValue(item.value, from, to)
  if ('problem' in split) return undefined
  const part = ({ start, end }: { readonly start: number; readonly end: number }): AttributePart => ({
    ...partOfItem(item, start, end),
    value: item.value.slice(start, end),
  })
  return { name: part(split.name), value: part(split.value) }
}
