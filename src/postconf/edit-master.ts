import { commentOutEntry, entriesOf, linesBelow, moveEntry, removeEntry, replaceEntry } from '../edit/line-edits.js'
import type { LogicalLine } from '../syntax/lines.js'
import { applyEdits } from '../text/edits.js'
import type { Edit, Range } from '../text/range.js'
import { SourceText } from '../text/source-text.js'
import { cutLines, lostBytes, readForEdit, sealed, writeEdited } from './edit-file.js'
import { type EditRequest, readRequests } from './edit-requests.js'
import {
  checkColumns,
  columns,
  entryOf,
  expectsValue,
  isOption,
  type MasterEntry,
  normalizeArguments,
  readEntry,
  splitWords,
} from './master-entry.js'
import type { PostconfOptions } from './options.js'
import { formatEntry } from './print-master.js'
import { matches } from './service-patterns.js'
import type { Session } from './session.js'

/** What a run of the editor knows. */
interface Editing {
  readonly options: PostconfOptions
  readonly session: Session
  readonly path: string
  readonly source: SourceText
  /** The file as it was read; in `source`, blanks stand for what follows a NUL byte. */
  readonly text: string
  readonly requests: readonly EditRequest[]
  /** Lines that were read together with an entry, which Postfix forgets to count. */
  uncounted: number
}

/** `-Me`, `-M#`, `-MX`, `-Fe`, `-Pe` and `-PX` (`pcf_edit_master`). */
export function editMaster(options: PostconfOptions, session: Session): void {
  const requests = readRequests(options, session)
  const path = `${session.directory}/master.cf`
  const text = sealed(readForEdit(path, session), session)
  const source = new SourceText(path, cutLines(text))
  const editing: Editing = { options, session, path, source, text, requests, uncounted: 0 }
  const below = linesBelow(source)
  const edits = entriesOf(source).flatMap(line => editEntry(editing, line, below.get(line.range.start) ?? []))
  let result = applyEdits(source.text, [...edits, ...lostBytes(text, source, edits)])
  for (const request of requests) if (request.matches === 0) result += addition(editing, request)
  writeEdited(path, result, session)
}

/** The text of an entry that no line of the file stands for. */
function addition({ options: { flags }, session }: Editing, request: EditRequest): string {
  if (!flags.has('M')) session.warn(`unmatched service_name/type: "${request.raw}"`)
  return flags.has('M') && flags.has('e') ? formatEntry(wanted(request, session), { fold: true }, session) : ''
}

/** The entry that `-Me` is to put in. */
function wanted(request: EditRequest, session: Session): MasterEntry {
  const entry = readEntry(request.value ?? '', session)
  return typeof entry === 'string' ? session.fatal(`${entry}: "${request.raw}"`) : entry
}

function editEntry(editing: Editing, line: LogicalLine, below: readonly Range[]): readonly Edit[] {
  const { options, session, source, requests } = editing
  const { name, type } = nameAndType(editing, line)
  const whole = options.flags.has('M')
  const rewrites = !whole && (options.flags.has('e') || options.flags.has('X'))
  let entry: MasterEntry | undefined
  let matched = false
  for (const request of requests) {
    const replacement = whole && options.flags.has('e') ? wanted(request, session) : undefined
    const isMeant = matches(request.pattern, name, type)
    if (!isMeant && !(replacement?.name === name && replacement.type === type)) continue
    matched = true
    request.matches++
    if (replacement !== undefined && request.matches === 1) entry = replacement
    if (isMeant && rewrites) {
      entry ??= readWhole(editing, line)
      entry = options.flags.has('F') ? withField(entry, request, session) : withOverride(entry, request, options)
    }
  }
  if (entry !== undefined) {
    const text = formatEntry(entry, { fold: true }, session)
    if (!rewrites) return replaceEntry(source, line, text)
    editing.uncounted += source.text.slice(line.range.start, below.at(-1)?.end ?? line.range.end).split('\n').length - 2
    return moveEntry(source, line, below, text)
  }
  if (!matched) return []
  return options.flags.has('#') ? commentOutEntry(source, line) : removeEntry(source, line)
}

function lineNumber({ source, uncounted }: Editing, line: LogicalLine): number {
  return source.positionAt(line.range.start).line - uncounted
}

function nameAndType(editing: Editing, line: LogicalLine): { readonly name: string; readonly type: string } {
  const { session, path, source } = editing
  const [first] = line.pieces
  const [name, type] =
    first === undefined
      ? []
      : source.text
          .slice(first.start, first.end)
          .split(/[ \t\r\n]+/)
          .filter(word => word !== '')
  const where = `file ${path}: line ${lineNumber(editing, line)}`
  if (name === undefined || type === undefined)
    return session.fatal(`${where}: specify service name and type on the same line`)
  const forms = '-Me, -Fe, -Pe, -X, or -#'
  if (name.includes('=')) session.fatal(`${where}: service name syntax "${name}" is unsupported with ${forms}`)
  if (/[=/]/.test(type)) session.fatal(`${where}: service type syntax "${type}" is unsupported with ${forms}`)
  return { name, type }
}

/** Reads an entry with all its lines, each as far as a NUL byte lets it be seen. */
function readWhole(editing: Editing, line: LogicalLine): MasterEntry {
  const { session, path, text: whole } = editing
  const text = line.pieces.map(({ start, end }) => whole.slice(start, end + 1).split('\0', 1)[0] ?? '').join('')
  const entry = readEntry(text, session)
  return typeof entry === 'string' ? session.fatal(`file ${path}: line ${lineNumber(editing, line)}: ${entry}`) : entry
}

/** `pcf_edit_master_field`. */
function withField(entry: MasterEntry, { field, value = '' }: EditRequest, session: Session): MasterEntry {
  const words =
    field === columns - 1
      ? normalizeArguments([...entry.words.slice(0, field), ...splitWords(value)], session)
      : entry.words.map((word, index) => (index === field ? value : word))
  checkColumns(words, value, session)
  return entryOf(words)
}

/** `pcf_edit_master_param`. */
function withOverride(
  entry: MasterEntry,
  { pattern, value = '' }: EditRequest,
  { flags }: PostconfOptions,
): MasterEntry {
  const words = [...entry.words]
  const name = pattern.rest
  let found = false
  let at = columns
  for (; at < words.length; at++) {
    const word = words[at] ?? ''
    if (!isOption(word)) break
    const next = words[at + 1]
    if (!expectsValue(word) || next === undefined) continue
    if (word === '-o' && next.startsWith(`${name}=`)) {
      found = true
      if (flags.has('X')) {
        words.splice(at, 2)
        at -= 2
      } else words[at + 1] = `${name}=${value}`
    }
    at++
  }
  if (flags.has('e') && !found) words.splice(at, 0, '-o', `${name}=${value}`)
  return entryOf(words)
}
