import { splitNameValue } from '../syntax/name-value.js'
import type { Assignment } from '../syntax/nodes.js'
import { sliceMapped, unmapped } from '../text/mapped-text.js'
import { configLines } from './config-lines.js'
import type { Session } from './session.js'

/** Names and values as Postfix keeps them: the last assignment of each name. */
export type Dictionary = Map<string, Assignment>

const nowhere = { start: 0, end: 0 }

/** An assignment that stands in no file: an option of the command line, or what Postfix adds itself. */
export function assign(name: string, value: string): Assignment {
  return { file: '', name, nameRange: nowhere, value: unmapped(value), valueRange: nowhere }
}

/** What a text that is not `name = value` lacks, in Postfix's words (`src/util/split_nameval.c`). */
export function nameValueProblem(problem: 'missing-name' | 'missing-equals'): string {
  return problem === 'missing-name' ? 'missing attribute name' : "missing '=' after attribute name"
}

/** `split_nameval`; a string when the text is not `name = value`. */
export function splitText(text: string): { readonly name: string; readonly value: string } | string {
  const found = splitNameValue(text, 0, text.length)
  if ('problem' in found) return nameValueProblem(found.problem)
  return { name: text.slice(found.name.start, found.name.end), value: text.slice(found.value.start, found.value.end) }
}

/** Adds the settings of a file to a dictionary (`dict_load_fp` in `src/util/dict.c`). */
export function loadDictionary(into: Dictionary, path: string, text: string, session: Session): void {
  for (const line of configLines(path, text, session)) {
    const written = line.text.text
    const found = splitNameValue(written, 0, written.length)
    if ('problem' in found) {
      session.fatal(`${path}, line ${line.number}: ${nameValueProblem(found.problem)}: "${written}"`)
    }
    const name = written.slice(found.name.start, found.name.end)
    const value = sliceMapped(line.text, found.value.start, found.value.end)
    const before = into.get(name)
    if (before !== undefined && before.value.text !== value.text && session.catalog.atLeast('2.11')) {
      session.warn(`${path}, line ${line.number}: overriding earlier entry: ${name}=${before.value.text}`)
    }
    into.set(name, { file: path, name, nameRange: nowhere, value, valueRange: nowhere })
  }
}
