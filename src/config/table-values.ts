import { groupAddresses, internalForm, scanAddressTokens } from '../syntax/tables/address-tokens.js'
import type { EntryPart, TableLine } from '../syntax/tables/nodes.js'
import type { ValuePlace } from './elements.js'

/** A stretch of a table's result, with its text: a place that can be reported. */
export interface ResultPart extends ValuePlace {
  readonly value: string
}

/**
 * What a table answers for a line: the value behind a key, or the result of a pattern or network. Undefined for other
 * lines, and when part of it comes out of the pattern (`$1`).
 */
export function resultOf(line: TableLine): EntryPart | undefined {
  switch (line.type) {
    case 'key-value':
      return line.value
    case 'network-rule':
      return line.result.value === '' ? undefined : line.result
    case 'pattern-rule':
      return line.result.value === '' || line.result.value.includes('$') ? undefined : line.result
    default:
      return undefined
  }
}

/** A stretch of a part, by offsets in its own text. */
export function partWithin(part: ResultPart, start: number, end = part.value.length): ResultPart {
  const from = part.span.start + start
  return { text: part.text, span: { start: from, end: part.span.start + end }, value: part.value.slice(start, end) }
}

/** The first word of a result, and what stands behind it. */
export interface ActionParts {
  readonly word: ResultPart
  readonly rest?: ResultPart
}

/** Cuts a result into its first word and the rest (`check_table_result` in `src/smtpd/smtpd_check.c`). */
export function actionParts(result: ResultPart): ActionParts {
  const match = /^[^ \t]*/.exec(result.value)
  const end = match?.[0].length ?? 0
  const start = end + (/^\s*/.exec(result.value.slice(end))?.[0].length ?? 0)
  const word = partWithin(result, 0, end)
  return start < result.value.length ? { word, rest: partWithin(result, start) } : { word }
}

/** The words of a result, between white space and commas. */
export function wordsOf(result: ResultPart): readonly ResultPart[] {
  return [...result.value.matchAll(/[^\s,]+/g)].map(({ index, 0: word }) =>
    partWithin(result, index, index + word.length),
  )
}

/** One address of a result. */
export interface AddressPart extends ResultPart {
  /** Without quotes and comments. */
  readonly address: string
}

/** The addresses of a result, as Postfix finds them in a list. */
export function addressesOf(result: ResultPart): readonly AddressPart[] {
  return groupAddresses(scanAddressTokens(result.value)).map(({ start, end, tokens }) => ({
    ...partWithin(result, start, end),
    address: internalForm(tokens),
  }))
}

/** `transport:nexthop` of a result, cut at the first colon. */
export interface TransportParts {
  readonly transport: ResultPart
  /** Absent when there is no colon; possibly empty. */
  readonly nexthop?: ResultPart
}

/** Reads a result of transport(5) and its like. */
export function transportOf(result: ResultPart): TransportParts {
  const colon = result.value.indexOf(':')
  if (colon < 0) return { transport: result }
  return { transport: partWithin(result, 0, colon), nexthop: partWithin(result, colon + 1) }
}
