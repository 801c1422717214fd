import { changeEntries, type ParameterChange } from '../edit/parameters.js'
import { applyEdits } from '../text/edits.js'
import { SourceText } from '../text/source-text.js'
import { splitText } from './dictionary.js'
import { cutLines, lostBytes, readForEdit, sealed, writeEdited } from './edit-file.js'
import { trimStart } from './master-entry.js'
import { compareBytes } from './names.js'
import type { PostconfOptions } from './options.js'
import { cameIn } from './releases.js'
import type { Session } from './session.js'
import { orderAsTable } from './table-order.js'

/** `-e`, `-#` and `-X` for main.cf (`pcf_edit_main`). */
export function editMain(options: PostconfOptions, session: Session): void {
  const changes = readChanges(options, session)
  const path = `${session.directory}/main.cf`
  const text = sealed(readForEdit(path, session), session)
  // To C, a line ends at a NUL byte; blanks in the place of what follows keep every offset.
  const source = new SourceText(path, cutLines(text))
  const { edits, found } = changeEntries(source, changes)
  for (const [name, count] of found) if (count > 1) session.warn(`${path}: multiple entries for "${name}"`)
  const added = new Map([...changes].filter(([name]) => !found.has(name)))
  orderAsTable(added)
  const lines = [...added].flatMap(([name, change]) => (change.kind === 'set' ? [`${name} = ${change.value}\n`] : []))
  if (cameIn(sortedSince, session)) lines.sort(compareBytes)
  const result = applyEdits(source.text, [...edits, ...lostBytes(text, source, edits)])
  writeEdited(path, result + lines.join(''), session)
}

function readChanges({ flags, names }: PostconfOptions, session: Session): Map<string, ParameterChange> {
  const changes = new Map<string, ParameterChange>()
  for (const argument of names) {
    if (argument.includes('\n')) session.fatal('-e, -X, or -# accepts no multi-line input')
    const text = trimStart(argument)
    if (text.startsWith('#')) session.fatal('-e, -X, or -# accepts no comment input')
    const [name, change] = flags.has('e')
      ? readSetting(text, session)
      : readName(text, flags.has('#') ? 'comment-out' : 'remove', session)
    const earlier = changes.get(name)
    if (earlier !== undefined) warnOfEarlier(name, earlier, change, session)
    // The table gives a name that comes again a new place.
    changes.delete(name)
    changes.set(name, change)
  }
  return changes
}

function readSetting(text: string, session: Session): readonly [string, ParameterChange] {
  const found = splitText(text)
  if (typeof found === 'string') return session.fatal(`${found}: "${text}"`)
  return [found.name, { kind: 'set', value: found.value }]
}

function readName(text: string, kind: 'comment-out' | 'remove', session: Session): readonly [string, ParameterChange] {
  if (text === '') session.fatal('-X or -# requires non-blank parameter names')
  if (text.includes('=')) session.fatal('-X or -# requires parameter names without value')
  // Blanks after a name stay, and keep it from being found: a slip of postconf's own.
  return [text, { kind }]
}

/** Releases that add new parameters in the order of their names. */
const sortedSince: readonly string[] = ['3.7.17', '3.8.12', '3.9.6', '3.10.5', '3.11']

/** Releases that keep silent when the earlier request was no different. */
const silentSince: readonly string[] = ['3.7.18', '3.8.13', '3.9.7', '3.10.6', '3.11']

function warnOfEarlier(name: string, earlier: ParameterChange, change: ParameterChange, session: Session): void {
  // Without values, the real program of most releases crashes here.
  if (earlier.kind !== 'set' || change.kind !== 'set') return
  if (earlier.value !== change.value || !cameIn(silentSince, session)) {
    session.warn(`ignoring earlier request: '${name} = ${earlier.value}'`)
  }
}
