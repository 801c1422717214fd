import type { Parameter, Vocabulary } from '../catalog/types.js'
import type { Resolved } from './effective.js'
import { type ListItem, listItems, partOfItem, type ValuePlace, wholeValue } from './elements.js'

/** A word of a value that takes words from a vocabulary. */
export interface WrittenWord extends ValuePlace {
  readonly value: string
  /** Its entry, as the vocabulary spells it; undefined when the vocabulary does not have it. */
  readonly known?: string
}

/** The words of a value, matched with the vocabulary of its parameter as Postfix compares them. */
export function wordsOfValue(resolved: Resolved, parameter: Parameter, vocabulary: Vocabulary): readonly WrittenWord[] {
  const single = !vocabulary.list || !isList(parameter)
  const whole = wholeValue(resolved)
  const items: readonly Pick<ListItem, 'text' | 'span' | 'value'>[] = single
    ? [{ ...whole, value: resolved.text }]
    : vocabulary.separators.includes(':')
      ? listItems(resolved).flatMap(splitAtColons)
      : listItems(resolved)
  return items.map(({ text, span, value }) => {
    const known = findWord(value, vocabulary)
    return { text, span, value, ...(known !== undefined && { known }) }
  })
}

function isList({ kind }: Parameter): boolean {
  return kind !== 'enum' && kind !== 'octal-mode'
}

/** Some lists take a colon between their words as well. */
function splitAtColons(item: ListItem): readonly (ValuePlace & { readonly value: string })[] {
  const parts: (ValuePlace & { readonly value: string })[] = []
  let start = 0
  for (const value of item.value.split(':')) {
    if (value !== '') parts.push({ ...partOfItem(item, start, start + value.length), value })
    start += value.length + 1
  }
  return parts
}

/** The entry of a vocabulary that a word stands for. */
export function findWord(word: string, { words, caseSensitive }: Vocabulary): string | undefined {
  if (caseSensitive) return words.find(known => known === word)
  const lower = word.toLowerCase()
  return words.find(known => known.toLowerCase() === lower)
}
