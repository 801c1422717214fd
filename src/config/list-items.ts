import type { Element, Group } from '../../grammars/value-nodes.js'
import type { MappedText } from '../text/mapped-text.js'
import type { Span } from '../text/range.js'

/** A place inside a value that was put together from pieces and `$names`. */
export interface ValuePlace {
  readonly text: MappedText
  readonly span: Span
}

/** A list element with its text and its place. */
export interface ListItem extends ValuePlace {
  readonly element: Element
  readonly value: string
  /** Set when the element is one `{ ... }` and nothing else. */
  readonly group?: Group
}

/** The elements that were read in a text, with their texts. */
export function toItems(text: MappedText, elements: readonly Element[]): readonly ListItem[] {
  return elements.map(element => {
    const { span, parts } = element
    const value = text.text.slice(span.start, span.end)
    const [first] = parts
    const group = parts.length === 1 && first?.type === 'group' && first.closed ? first : undefined
    return group === undefined ? { element, text, span, value } : { element, text, span, value, group }
  })
}
