import type { Parameter, Vocabulary } from '../catalog/types.js'
import type { Resolved } from './effective.js'
import { findWord, wordsOfValue } from './words.js'

/** The TLS protocols, oldest first, with the number that OpenSSL gives them. */
const numbers: ReadonlyMap<string, number> = new Map([
  ['SSLv2', 0x0002],
  ['SSLv3', 0x0300],
  ['TLSv1', 0x0301],
  ['TLSv1.1', 0x0302],
  ['TLSv1.2', 0x0303],
  ['TLSv1.3', 0x0304],
])

/**
 * The protocols that a list leaves on, oldest first (`tls_proto_mask_lims` in `src/tls/tls_misc.c`). Undefined when the
 * list has a word that Postfix would refuse.
 */
export function enabledProtocols(
  resolved: Resolved,
  parameter: Parameter,
  vocabulary: Vocabulary,
): readonly string[] | undefined {
  const included = new Set<string>()
  const excluded = new Set<string>()
  let floor = 0
  let ceiling = Number.POSITIVE_INFINITY
  const find = (name: string) => findWord(name, { ...vocabulary, words: [...numbers.keys()] })
  for (const { value } of wordsOfValue(resolved, parameter, vocabulary)) {
    const bound = value.startsWith('>=') ? 'floor' : value.startsWith('<=') ? 'ceiling' : undefined
    const negative = value.startsWith('!')
    const name = find(bound ? value.slice(2) : negative ? value.slice(1) : value)
    const number = name === undefined ? undefined : numbers.get(name)
    // A bound can be a number as well: then nothing is said.
    if (name === undefined || number === undefined) return undefined
    if (bound === 'floor') floor = number
    else if (bound === 'ceiling') ceiling = number
    else if (negative) excluded.add(name)
    else included.add(name)
  }
  return [...numbers].flatMap(([name, number]) => {
    const on =
      number >= floor && number <= ceiling && !excluded.has(name) && (included.size === 0 || included.has(name))
    return on ? [name] : []
  })
}
