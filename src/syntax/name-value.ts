import { isSpace, skipSpace, trimSpace } from './characters.js'

const EQUALS = 61

/** Where `name = value` has its parts; `end`s are exclusive, the value has no outer white space. */
export interface NameValue {
  readonly name: { readonly start: number; readonly end: number }
  readonly equals: number
  readonly value: { readonly start: number; readonly end: number }
}

/** What keeps a text from being `name = value`, and where that shows. */
export interface NameValueProblem {
  readonly problem: 'missing-name' | 'missing-equals'
  /** Where the name or the `=` should be. */
  readonly at: number
  /** The text that stands where the name should end. */
  readonly name?: { readonly start: number; readonly end: number }
}

/** `split_nameval` (`src/util/split_nameval.c`): the name ends at white space or `=`; white space around is dropped. */
export function splitNameValue(text: string, from: number, to: number): NameValue | NameValueProblem {
  const start = skipSpace(text, from, to)
  if (start === to || text.charCodeAt(start) === EQUALS) return { problem: 'missing-name', at: start }
  let nameEnd = start
  while (nameEnd < to && !isSpace(text.charCodeAt(nameEnd)) && text.charCodeAt(nameEnd) !== EQUALS) nameEnd++
  const name = { start, end: nameEnd }
  const equals = skipSpace(text, nameEnd, to)
  if (equals === to || text.charCodeAt(equals) !== EQUALS) return { problem: 'missing-equals', at: equals, name }
  const valueStart = skipSpace(text, equals + 1, to)
  return { name, equals, value: { start: valueStart, end: trimSpace(text, valueStart, to) } }
}
