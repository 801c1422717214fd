import { SourceText } from '../text/source-text.js'
import { listElements, withoutBraces } from './braces.js'
import type { OpenFailure, QueryEnvironment } from './query-table.js'

/** The rules of a regexp, pcre or cidr table: those of a file, or those that stand in the name (`dict_stream_open`). */
export function ruleSource(
  type: 'regexp' | 'pcre' | 'cidr',
  name: string,
  { catalog, read }: QueryEnvironment,
): SourceText | OpenFailure {
  if (name.startsWith('{') && catalog.tableType(type)?.inlineRules === true) {
    const rules = rulesIn(name)
    if ('error' in rules) return { type: 'failed', message: `${type} map: ${rules.error}` }
    return new SourceText(name, rules.text)
  }
  const found = read(name)
  if ('problem' in found) return { type: 'failed', message: `open ${name}: ${found.problem}` }
  return new SourceText(name, found.bytes)
}

function rulesIn(name: string): { readonly text: string } | { readonly error: string } {
  const whole = withoutBraces(name, false)
  if ('error' in whole) return whole
  let text = ''
  for (const element of listElements(whole.text)) {
    const rule = withoutBraces(element, true)
    if ('error' in rule) return rule
    text += `${rule.text}\n`
  }
  return { text }
}
