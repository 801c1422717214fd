import type { CompletionItem, CompletionItemKind } from 'vscode-languageserver'
import type { Project } from '../../config/project.js'
import type { Table } from '../../config/tables.js'
import { valueKindOf } from '../../config/value-kinds.js'
import type { Range } from '../../text/range.js'
import type { SourceText } from '../../text/source-text.js'
import { fileNamed } from '../occurrences.js'
import { toLspRange } from '../positions.js'
import { tableNamed } from '../tables/table-files.js'
import { clientFiles } from '../tables/table-links.js'
import { cursorPlace, elementAt } from './probe.js'
import { wordAround } from './table-answers.js'
import { tablePlace } from './table-place.js'

/** Something in a folder of the file system. */
export interface FolderEntry {
  readonly name: string
  readonly isFolder: boolean
}

/** The path that is being written. */
export interface PathPlace {
  /** The folder that is written already; ends in a slash. */
  readonly folder: string
  /** The name behind it, as far as it is written. */
  readonly word: Range
}

/** The path at an offset: where the kind of the value says that a file can stand there. */
export function pathAt(project: Project, uri: string, offset: number): PathPlace | undefined {
  const file = fileNamed(project, uri)
  if (file === undefined) return pathInTable(project, uri, offset)
  const place = cursorPlace(file, offset)
  if (place?.type !== 'value') return undefined
  const { assignment, at } = place
  const kindName = valueKindOf(project, assignment.name)
  if (kindName === undefined) return undefined
  const { list, refersTo } = project.catalog.kind(kindName)
  if (!refersTo.some(target => target === 'file' || target === 'directory' || target === 'map')) return undefined
  const { text } = assignment.value
  const span = list ? elementAt(text, at)?.span : { start: 0, end: text.length }
  if (span === undefined) return undefined
  const written = text.slice(span.start, at)
  const start = pathStart(project, written, refersTo)
  // What a `$name` stands for is not looked up here.
  if (start === undefined || !written.startsWith('/', start) || written.includes('$')) return undefined
  const slash = written.lastIndexOf('/')
  const end = offset + (span.end - at - 1)
  return { folder: written.slice(start, slash + 1), word: { start: offset - (written.length - slash - 1), end } }
}

/** The path at an offset of a table: a file of recipients, of certificates, or one that a database client reads. */
function pathInTable(project: Project, uri: string, offset: number): PathPlace | undefined {
  const table = tableNamed(project, uri)
  const place = table && tablePlace(table, offset)
  if (table === undefined || place === undefined || !('text' in place)) return undefined
  const { text, at } = place
  const { start, end } =
    place.type === 'client-value'
      ? { start: clientFiles.has(place.setting.name) ? 0 : at, end: text.length }
      : place.type === 'value'
        ? pathWord(table, text, at)
        : { start: at, end: at }
  const written = text.slice(start, at)
  if (!written.startsWith('/')) return undefined
  const slash = written.lastIndexOf('/')
  return {
    folder: written.slice(0, slash + 1),
    word: { start: offset - (written.length - slash - 1), end: offset + (end - at - 1) },
  }
}

/** Where a path can begin in the word at an offset: behind `:include:`, behind `tafile=`, or at once. */
function pathWord({ syntax, uses }: Table, text: string, at: number): { readonly start: number; readonly end: number } {
  const { start, end } = wordAround(text, at)
  const before = text.slice(start, at)
  const front =
    syntax === 'aliases'
      ? /^"?(?::include:|\|)?/i
      : uses.some(({ value }) => value === 'tls-policy')
        ? /^tafile=/i
        : uses.some(({ value }) => value === 'key-files')
          ? /^/
          : undefined
  const found = front?.exec(before)
  return found ? { start: start + found[0].length, end } : { start: at, end }
}

/** Behind `type:`, or at once. */
function pathStart(project: Project, written: string, refersTo: readonly string[]): number | undefined {
  let from = 0
  for (let colon = written.indexOf(':'); colon >= 0; colon = written.indexOf(':', from)) {
    const type = project.catalog.tableType(written.slice(from, colon))
    if (type === undefined) return undefined
    from = colon + 1
    if (type.category !== 'adapter') return type.fileBacked || type.category === 'client' ? from : undefined
  }
  return refersTo.includes('file') || refersTo.includes('directory') ? from : undefined
}

const fileKind: CompletionItemKind = 17
const folderKind: CompletionItemKind = 19

/** Suffixes of the index files that postmap(1) makes: a table is named without them. */
const indexSuffix = /\.(?:db|cdb|lmdb|dir|pag)$/

/** The entries of the folder as proposals. */
export function pathItems(place: PathPlace, source: SourceText, entries: readonly FolderEntry[]): CompletionItem[] {
  const range = toLspRange(source, place.word)
  return entries
    .filter(({ name }) => !indexSuffix.test(name) && !/[\s,{}$]/.test(name))
    .map(({ name, isFolder }) => ({
      label: isFolder ? `${name}/` : name,
      kind: isFolder ? folderKind : fileKind,
      textEdit: { range, newText: isFolder ? `${name}/` : name },
    }))
}
