import type { Parameter } from '../catalog/types.js'
import { toBoolean, toInteger, toSeconds } from '../config/convert.js'
import type { Resolved } from '../config/effective.js'
import { listItems, partOfItem, type ValuePlace, wholeValue } from '../config/elements.js'
import type { Project } from '../config/project.js'
import { valueKindOf } from '../config/value-kinds.js'
import { findWord } from '../config/words.js'
import { remembered } from '../text/remembered.js'

/**
 * What a value means: yes or no as a boolean, a number or a size as a number, a time in seconds, a list as its words,
 * anything else as text. A value that is not what its parameter takes is its text; one that is not known is null.
 */
export type TypedValue = boolean | number | string | readonly string[] | null

/** A word of a list, spelled as Postfix's manual spells it, with its place. */
export interface TypedWord extends ValuePlace {
  readonly value: string
}

/** A value as what it means. Services that share a value share the answer. */
export const typedValue = remembered((resolved: Resolved, project: Project): TypedValue => {
  if (resolved.unknown || resolved.expanded.problem !== undefined) return null
  const { text } = resolved
  const parameter = parameterOf(project, resolved.name)
  switch (parameter?.type) {
    case 'boolean':
    case 'nbool':
      return toBoolean(text) ?? text
    case 'integer':
    case 'long':
    case 'nint': {
      const read = toInteger(text, parameter.type === 'long')
      return read.ok ? read.value : text
    }
    case 'time': {
      const read = toSeconds(text, parameter.defaultTimeUnit)
      return read.ok ? read.value : text
    }
    default: {
      const words = typedWords(project, resolved)
      return words === undefined ? spelled(project, parameter, text) : words.map(({ value }) => value)
    }
  }
})

/** The words of a list with their places; undefined for a value that is no list. */
export function typedWords(project: Project, resolved: Resolved): readonly TypedWord[] | undefined {
  const kind = valueKindOf(project, resolved.name)
  const facts = kind && project.catalog.kind(kind)
  if (facts?.list !== true) return undefined
  const parameter = parameterOf(project, resolved.name)
  const separators = project.catalog.syntax(resolved.name)?.separators ?? facts.separators ?? ' '
  const whole = { ...wholeValue(resolved), value: resolved.text }
  const spaced = separators.includes(' ')
  const items: readonly TypedWord[] = spaced ? listItems(resolved) : [whole]
  const [other] = [':', ','].filter(sign => separators.includes(sign) && (sign !== ',' || !spaced))
  const split = other === undefined ? items : items.flatMap(item => splitAt(item, other))
  return split.map(({ text, span, value }) => ({ text, span, value: spelled(project, parameter, value, kind) }))
}

/** What is known of a parameter by its name. */
export function parameterOf({ catalog }: Project, name: string): Parameter | undefined {
  return catalog.parameter(name) ?? catalog.transportFamily(name)
}

function splitAt(item: TypedWord, sign: string): readonly TypedWord[] {
  const parts: TypedWord[] = []
  let start = 0
  for (const piece of item.value.split(sign)) {
    const value = piece.trim()
    const at = start + piece.length - piece.trimStart().length
    if (value !== '') parts.push({ ...partOfItem(item, at, at + value.length), value })
    start += piece.length + 1
  }
  return parts
}

/** Words that Postfix compares without case have one spelling. */
function spelled({ catalog }: Project, parameter: Parameter | undefined, word: string, kind?: string): string {
  if (kind === 'restriction-list') return catalog.restriction(word)?.name ?? word
  const vocabulary = parameter?.vocabulary && catalog.vocabulary(parameter.vocabulary)
  return (vocabulary && findWord(word, vocabulary)) ?? word
}
