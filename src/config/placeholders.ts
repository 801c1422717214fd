import { hasTag } from '../syntax/template-marks.js'
import { isOpaque } from '../syntax/template-text.js'

/** True when a value has a place that another program fills in before Postfix reads it: nobody can judge it yet. */
export function hasPlaceholder(text: string): boolean {
  return isOpaque(text) || hasTag(text)
}
