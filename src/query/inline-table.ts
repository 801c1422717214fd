import { inlineEntryReader } from '../syntax/tables/inline.js'
import type { BrokenEntry } from '../syntax/tables/nodes.js'
import { unmapped } from '../text/mapped-text.js'
import { insideBraces, listElements, withoutBraces } from './braces.js'
import { none, type OpenFailure, type QueryEnvironment, type QueryTable } from './query-table.js'
import { decodeUtf8, foldKey } from './utf8.js'

/** Opens `inline:{ key=value, { key = value } }`: of several entries with the same key, the last counts. */
export function inlineTable(name: string, { foldsKeys, unicode }: QueryEnvironment): QueryTable | OpenFailure {
  const need = 'need "inline:{name=value...}"'
  const fail = (message: string): OpenFailure => ({ type: 'failed', message })
  if (unicode && decodeUtf8(name) === undefined) return fail(`bad UTF-8 syntax: "inline:${name}"; ${need}`)
  const inside = insideBraces(name)
  if (inside === undefined) return fail(`bad syntax: "inline:${name}"; ${need}`)
  const fold = (key: string) => (foldsKeys ? foldKey(key, unicode) : key)
  const entries = new Map<string, { readonly value: string; readonly line: number }>()
  const read = inlineEntryReader('postmap')
  const elements = listElements(inside)
  for (const [index, element] of elements.entries()) {
    const plain = element.startsWith('{') ? withoutBraces(element, true) : { text: element }
    if ('error' in plain) return fail(`${plain.error}: "inline:${name}"; ${need}`)
    const entry = read({ parts: { range: { start: 0, end: 0 }, pieces: [], inner: [] }, text: unmapped(plain.text) })
    if (entry.type === 'broken-entry') return fail(`${whatIsWrong(entry)}: "inline:${name}"; ${need}`)
    if (entry.type !== 'key-value') continue
    entries.set(fold(entry.key.value), { value: entry.value.value, line: index + 1 })
  }
  if (elements.length === 0) return fail(`empty table: "inline:${name}"; ${need}`)
  return {
    type: 'inline',
    name,
    fixed: true,
    lookup(key) {
      const found = entries.get(fold(key))
      if (found === undefined) return none
      return { type: 'found', value: found.value, from: [{ file: `inline:${name}`, line: found.line }] }
    },
  }
}

function whatIsWrong({ problem }: BrokenEntry): string {
  if (problem === 'unbalanced-quote') return `unbalanced '"'`
  return problem === 'missing-name' ? 'no key found; expected format: key = value' : "missing '=' after attribute name"
}
