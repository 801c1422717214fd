import { isBlankOrComma } from '../syntax/characters.js'
import { splitNameValue } from '../syntax/name-value.js'
import { nextWord } from '../syntax/words.js'
import { partWithin, type ResultPart } from './table-values.js'

/** `name=value` or `{ name = value }` of a TLS policy. */
export interface PolicyAttribute {
  /** With its braces. */
  readonly whole: ResultPart
  /** Absent for a word that is no attribute. */
  readonly pair?: { readonly name: ResultPart; readonly value: ResultPart }
}

/** A result of `smtp_tls_policy_maps` (`tls_policy_lookup_one` in `src/smtp/smtp_tls_policy.c`). */
export interface TlsPolicy {
  /** Absent when the result has no word. */
  readonly level?: ResultPart
  readonly attributes: readonly PolicyAttribute[]
}

/**
 * Reads a TLS policy.
 * @param braces the release knows `{ name = value }`
 */
export function readTlsPolicy(result: ResultPart, braces: boolean): TlsPolicy {
  const text = result.value
  const words: ResultPart[] = []
  for (let at = 0; ; ) {
    const word = nextWord(text, at, braces, isBlankOrComma)
    if (word === undefined) break
    words.push(partWithin(result, word.start, word.end))
    at = word.end
  }
  const [level, ...rest] = words
  return { ...(level && { level }), attributes: rest.map(word => readAttribute(word, braces)) }
}

function readAttribute(whole: ResultPart, braces: boolean): PolicyAttribute {
  const { value } = whole
  const isGroup = braces && value.startsWith('{')
  if (isGroup && !value.endsWith('}')) return { whole }
  const found = isGroup ? splitNameValue(value, 1, value.length - 1) : splitNameValue(value, 0, value.length)
  if ('problem' in found) return { whole }
  const part = ({ start, end }: { readonly start: number; readonly end: number }) => partWithin(whole, start, end)
  return { whole, pair: { name: part(found.name), value: part(found.value) } }
}

/** The elements of a value of several, each with its place; empty ones are left out, as Postfix does. */
export function splitPart(part: ResultPart, separator: ':' | '|'): readonly ResultPart[] {
  const parts: ResultPart[] = []
  let start = 0
  for (const piece of part.value.split(separator)) {
    if (piece !== '') parts.push(partWithin(part, start, start + piece.length))
    start += piece.length + 1
  }
  return parts
}

/** Attributes of a policy that some other program found, which need to say where (Postfix 3.10). */
export const foreignAttributes: ReadonlySet<string> = new Set([
  'policy_ttl',
  'policy_domain',
  'policy_string',
  'mx_host_pattern',
  'policy_failure',
])
