import type { Group } from '../../grammars/value-nodes.js'
import type { TableTypeName, TableUse } from '../catalog/types.js'
import type { OpenedLine } from '../syntax/tables/entry-part.js'
import { inlineEntryReader } from '../syntax/tables/inline.js'
import type { TableLine, TableSyntax } from '../syntax/tables/nodes.js'
import { tableReader } from '../syntax/tables/read-table.js'
import { origin, sliceMapped } from '../text/mapped-text.js'
import { SourceText } from '../text/source-text.js'
import { groupItems, type ListItem } from './elements.js'
import type { GuessedTable } from './guess-table.js'
import type { Project } from './project.js'
import { inlineMentions, type TableMention, type TableRole } from './table-mentions.js'
import { type Table, type TableLoader, usesOf, type WantedTable, wantedTables } from './tables.js'

/** Where the text of tables comes from. */
export interface TableFiles {
  /** The text of a file; undefined when there is none, or it is not to be read. */
  read(wanted: WantedTable): SourceText | undefined
}

/** Makes tables of the files that the configuration names and of what it has `inline:`. */
export function tablesFrom(files: TableFiles): TableLoader {
  return (project, texts) => {
    const found: Table[] = []
    for (const wanted of wantedTables(project)) {
      const read = files.read(wanted)
      const newer = read && texts?.get(read.name)
      if (read === undefined) continue
      const secrets = secretLines(wanted.syntax, wanted.uses)
      const isSame = (newer === undefined || newer === read.text) && secrets === undefined
      found.push(new FileTable(wanted, isSame ? read : new SourceText(read.name, newer ?? read.text, secrets)))
    }
    return [...found, ...inlineTables(project)]
  }
}

/**
 * Tables that are given as texts, by the path that the configuration names, or by the name below its directory:
 * `{ virtual: 'text' }` is `/etc/postfix/virtual`.
 */
export function tablesFromTexts(texts: Readonly<Record<string, string | SourceText>>): TableLoader {
  const sources = new Map<string, SourceText>()
  for (const [name, text] of Object.entries(texts)) {
    sources.set(name, typeof text === 'string' ? new SourceText(name, text) : text)
  }
  return tablesFrom({
    read: ({ path, local }) => sources.get(path) ?? (local === undefined ? undefined : sources.get(local)),
  })
}

/** Which lines of a file nobody should see on a screen or in a log. */
function secretLines(syntax: TableSyntax, uses: readonly TableUse[]): RegExp | undefined {
  if (uses.some(({ value }) => value === 'credentials')) return /^/
  // The names that clients have, those that are misspelled or of other programs, and what stands in a URL.
  return syntax === 'client' ? /^\s*(?:\w*pass?w|\w*pwd?\b|\w*secret|uri\b)|:\/\/[^\s/]*@/i : undefined
}

/** A table that is a file. A class, since functions of a literal would keep the project alive for long. */
export class FileTable implements Table {
  readonly path: string
  readonly syntax: TableSyntax
  readonly type?: TableTypeName
  readonly roles: readonly TableRole[]
  readonly uses: readonly TableUse[]
  readonly source: SourceText
  /** Knows its table also when it is taken out of it. */
  readonly reader: () => () => TableLine | undefined
  readonly #wanted: Pick<WantedTable, 'mentions'>

  constructor(wanted: Omit<WantedTable, 'local'>, source: SourceText) {
    this.path = wanted.path
    this.syntax = wanted.syntax
    if (wanted.type !== undefined) this.type = wanted.type
    this.roles = wanted.roles
    this.uses = wanted.uses
    this.source = source
    const { syntax } = wanted
    const reader = () => tableReader(source, syntax)
    this.reader = reader
    this.#wanted = wanted
  }

  get mentions(): readonly TableMention[] {
    return this.#wanted.mentions
  }
}

/** A file that no configuration names, as the table that it seems to be. */
export function guessedTable(project: Project, guess: GuessedTable, path: string, source: SourceText): Table {
  const uses = guess.uses.map(use => project.catalog.tableUse(use))
  const secrets = secretLines(guess.syntax, uses)
  const text = secrets === undefined ? source : new SourceText(source.name, source.text, secrets)
  return new FileTable({ ...guess, path, mentions: [], roles: [], uses }, text)
}

type InlineSyntax = Extract<TableSyntax, 'postmap' | 'regexp' | 'pcre' | 'cidr'>

const inlineSyntaxes: ReadonlyMap<string, InlineSyntax> = new Map<string, InlineSyntax>([
  ['inline', 'postmap'],
  ['regexp', 'regexp'],
  ['pcre', 'pcre'],
  ['cidr', 'cidr'],
])

/** Tables whose entries stand in main.cf or master.cf; one that several views share is one table. */
function inlineTables(project: Project): readonly Table[] {
  const found = new Map<string, { readonly mention: TableMention; readonly mentions: TableMention[] }>()
  for (const mention of inlineMentions(project)) {
    const { spec } = mention
    const written = origin(spec.text, spec.span)?.location
    if (written === undefined || !inlineSyntaxes.has(spec.type?.value ?? '')) continue
    const key = `${written.file}:${written.range.start} ${spec.value}`
    const known = found.get(key)
    if (known === undefined) found.set(key, { mention, mentions: [mention] })
    else known.mentions.push(mention)
  }
  return [...found.values()].flatMap(({ mention, mentions }): Table[] => {
    const { spec } = mention
    const type = project.catalog.tableType(spec.type?.value ?? '')?.name
    const syntax = type && inlineSyntaxes.get(type)
    const file = origin(spec.text, spec.span)?.location.file
    const source = file === undefined ? undefined : project.sources.get(file)
    if (type === undefined || syntax === undefined || source === undefined || spec.group === undefined) return []
    const { group } = spec
    const reader = () => inlineReader(groupItems(spec.text, group), syntax)
    return [{ syntax, type, mentions, roles: mentions, uses: usesOf(mentions), source, reader }]
  })
}

function inlineReader(items: readonly ListItem[], syntax: InlineSyntax): () => TableLine | undefined {
  const read = inlineEntryReader(syntax)
  let index = 0
  return () => {
    const item = items[index++]
    return item && read(openItem(item))
  }
}

function openItem({ text, span, group }: ListItem): OpenedLine {
  const { start, end } = group === undefined ? span : insideOf(group, text.text)
  const range = origin(text, span)?.location.range ?? { start: 0, end: 0 }
  return { parts: { range, pieces: [range], inner: [] }, text: sliceMapped(text, start, end) }
}

/** What stands between the braces, without white space around. */
function insideOf({ span }: Group, text: string): { readonly start: number; readonly end: number } {
  let start = span.start + 1
  let end = span.end - 1
  while (start < end && ' \t\r\n'.includes(text.charAt(start))) start++
  while (end > start && ' \t\r\n'.includes(text.charAt(end - 1))) end--
  return { start, end }
}
