import type { MainFile } from '../syntax/nodes.js'
import type { Edit } from '../text/range.js'
import type { SourceText } from '../text/source-text.js'
import { appendLine, commentOutEntry, entriesOf, leadingName, removeEntry, replaceEntry } from './line-edits.js'

/** What to do with a parameter of main.cf. */
export type ParameterChange =
  | { readonly kind: 'set'; readonly value: string }
  | { readonly kind: 'remove' }
  | { readonly kind: 'comment-out' }

/** The edits for some changes, and how often each name was found. */
export interface ParameterEdits {
  readonly edits: readonly Edit[]
  readonly found: ReadonlyMap<string, number>
}

/** Changes the entries of some names, each entry of a name alike; the rest of the file stays as it is. */
export function changeEntries(source: SourceText, changes: ReadonlyMap<string, ParameterChange>): ParameterEdits {
  const edits: Edit[] = []
  const found = new Map<string, number>()
  for (const line of entriesOf(source)) {
    const name = leadingName(source, line)
    const change = changes.get(name)
    if (change === undefined) continue
    found.set(name, (found.get(name) ?? 0) + 1)
    if (change.kind === 'comment-out') edits.push(...commentOutEntry(source, line))
    else if (change.kind === 'remove') edits.push(...removeEntry(source, line))
    else edits.push(...replaceEntry(source, line, `${name} = ${change.value}\n`))
  }
  return { edits, found }
}

/**
 * Gives a parameter of main.cf a value: in place of each entry it has, or in a new line at the end. Comments stay.
 * @param value one line
 */
export function setParameter(main: MainFile, name: string, value: string): readonly Edit[] {
  const { edits, found } = changeEntries(main.source, new Map([[name, { kind: 'set', value: oneLine(value) }]]))
  return found.has(name) ? edits : [...edits, ...appendLine(main.source, `${name} = ${oneLine(value)}\n`)]
}

/** Takes a parameter out of main.cf, so that it has its default again. Comments stay. */
export function removeParameter(main: MainFile, name: string): readonly Edit[] {
  return changeEntries(main.source, new Map([[name, { kind: 'remove' }]])).edits
}

/** Makes comments of the lines of a parameter. */
export function commentOutParameter(main: MainFile, name: string): readonly Edit[] {
  return changeEntries(main.source, new Map([[name, { kind: 'comment-out' }]])).edits
}

/** A newline in a value would begin another entry. */
function oneLine(value: string): string {
  return value.replaceAll(/\s*\n\s*/g, ' ')
}
