import type { Location } from '../text/range.js'
import { toBoolean } from './convert.js'
import type { Effective, Resolved } from './effective.js'
import { type ValuePlace, valueLocation, wholeValue } from './elements.js'
import { words } from './mail-path.js'

/** A value that is certain: it needs no facts of the host, and every `$name` in it could be read. */
export function certainValue(view: Effective, name: string): Resolved | undefined {
  const resolved = view.get(name)
  return resolved === undefined || resolved.unknown || resolved.expanded.problem ? undefined : resolved
}

/** The text of a value, when it is certain. */
export function certainText(view: Effective, name: string): string | undefined {
  return certainValue(view, name)?.text
}

/** A yes/no value, when it is certain and one of the two. */
export function certainSwitch(view: Effective, name: string): boolean | undefined {
  const text = certainText(view, name)
  return text === undefined ? undefined : toBoolean(text)
}

/** The words of a list value, when they are certain. */
export function certainWords(view: Effective, name: string): ReadonlySet<string> | undefined {
  const resolved = certainValue(view, name)
  return resolved && words(resolved)
}

/** Where a person wrote a value: the text, or the place after the `=` when it is empty; undefined for a default. */
export function writtenPlace(resolved: Resolved | undefined): Location | ValuePlace | undefined {
  if (resolved?.setting === undefined) return undefined
  return resolved.text === '' ? valueLocation(resolved.setting) : wholeValue(resolved)
}

/** The first of several values that a person wrote, as a place. */
export function firstWritten(view: Effective, names: readonly string[]): Location | ValuePlace | undefined {
  for (const name of names) {
    const place = writtenPlace(view.get(name))
    if (place !== undefined) return place
  }
  return undefined
}
