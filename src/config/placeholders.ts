import { hasTag } from '../syntax/template-marks.js'
import { isOpaque } from '../syntax/template-text.js'
import type { Table } from './tables.js'

/** True when a value has a place that another program fills in before Postfix reads it: nobody can judge it yet. */
export function hasPlaceholder(text: string): boolean {
  return isOpaque(text) || hasTag(text)
}

/** True for a table that another program fills in: what is not in it yet may be there when Postfix reads it. */
export function isTemplateTable({ path, source }: Table): boolean {
  return path !== undefined && hasPlaceholder(source.text)
}

/**
 * True for `$NAMES_IN_CAPITALS`, which nobody gives to a parameter of Postfix: where nothing defines such a name, a script
 * most likely puts a value there (`envsubst`) before Postfix reads the file.
 */
export function isForAnotherProgram(name: string): boolean {
  return /^[A-Z][A-Z0-9_]{2,}$/.test(name)
}
