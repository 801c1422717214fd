import type { Catalog, ValueKind } from '../catalog/types.js'
import type { Project } from '../config/project.js'
import { valueKindOf } from '../config/value-kinds.js'
import type { Comment } from '../syntax/lines.js'
import type { ConfigFile, MainLine, MasterLine } from '../syntax/nodes.js'
import { applyEdits } from '../text/edits.js'
import type { Edit, Range } from '../text/range.js'
import type { SourceText } from '../text/source-text.js'
import { formatEntry } from './entry.js'
import { writtenElements } from './list-groups.js'
import { type NameUses, nameUses } from './list-names.js'
import { formatSetting } from './setting.js'
import { blankLinesBetween, blankLinesInside, entryIndent, settingIndent } from './style.js'
import { contentEnd, leading, lineEnd, respace, trailing } from './white-space.js'

/** What of a file to format. */
export interface FormatScope {
  /** Only the entries, comments and blank lines that this stretch touches; absent: all. */
  readonly within?: Range
  /** Leave the number of blank lines as it is. */
  readonly keepBlankLines?: boolean
}

/**
 * The edits that give a file of a project the style of `docs/formatting.md`. They change white space only, and only where
 * Postfix reads the same with and without them.
 */
export function formatEdits(project: Project, file: ConfigFile, scope: FormatScope = {}): readonly Edit[] {
  const { source } = file
  const edits: Edit[] = []
  const touched = ({ start, end }: Range) =>
    scope.within === undefined || (start <= scope.within.end && end >= scope.within.start)
  let attached = false
  let blanks: Range[] = []
  const finishBlanks = (atEnd: boolean): void => {
    const [first] = blanks
    const allowed = atEnd || first?.start === 0 ? 0 : blankLinesBetween
    if (touched({ start: first?.start ?? 0, end: blanks.at(-1)?.end ?? 0 })) {
      edits.push(...formatBlanks(source, blanks, scope.keepBlankLines ? Number.POSITIVE_INFINITY : allowed))
    }
    blanks = []
  }
  const names = namesOf(project)
  const indent = file.type === 'main-cf' ? settingIndent : entryIndent
  for (const line of file.lines) {
    if (line.type === 'blank') {
      blanks.push(line.range)
      attached = false
      continue
    }
    finishBlanks(false)
    if (line.type !== 'comment') attached = true
    if (!touched(line.range)) continue
    if (line.type === 'comment') edits.push(...formatComment(source, line, attached ? indent : ''))
    else edits.push(...formatLine(names, source, line), ...formatInner(source, line, indent, scope))
  }
  finishBlanks(true)
  return [...edits, ...lastNewline(source, file.lines.at(-1), touched)]
}

/** The text of a file in the style of `docs/formatting.md`. */
export function format(project: Project, file: ConfigFile): string {
  return applyEdits(file.source.text, formatEdits(project, file))
}

type Entry = Exclude<MainLine | MasterLine, { readonly type: 'comment' | 'blank' }>

/** What is known of names while a file is formatted. */
interface Names extends NameUses {
  readonly catalog: Catalog
  kindOf(name: string): ValueKind | undefined
}

function namesOf(project: Project): Names {
  return { ...nameUses(project), catalog: project.catalog, kindOf: name => valueKindOf(project, name) }
}

function formatLine({ catalog, isList, kindOf }: Names, source: SourceText, line: Entry): readonly Edit[] {
  switch (line.type) {
    case 'setting':
      return formatSetting(
        source,
        line,
        isList(line.name) ? writtenElements(catalog, line, kindOf(line.name)) : undefined,
      )
    case 'service':
      return formatEntry(source, line)
    // What Postfix cannot read, or throws away, has no form that could be right.
    case 'malformed-setting':
    case 'incomplete-service':
    case 'orphan':
      return []
    default:
      return line satisfies never
  }
}

/** Comments and blank lines between the physical lines of an entry. */
function formatInner(source: SourceText, { inner, type }: Entry, indent: string, scope: FormatScope): readonly Edit[] {
  if (type === 'orphan') return []
  const edits: Edit[] = []
  let blanks: Range[] = []
  const finish = () => {
    edits.push(...formatBlanks(source, blanks, scope.keepBlankLines ? Number.POSITIVE_INFINITY : blankLinesInside))
    blanks = []
  }
  let reached: number | undefined
  for (const line of inner) {
    if (reached !== line.range.start) finish()
    reached = line.range.end
    if (line.type === 'blank') blanks.push(line.range)
    else {
      finish()
      edits.push(...formatComment(source, line, indent))
    }
  }
  finish()
  return edits
}

/** A comment at the left margin stays there: it is often a line of the file that is switched off. */
function formatComment(source: SourceText, { range, hash }: Comment, indent: string): readonly Edit[] {
  const before = leading(source, range.start, hash)
  return [
    ...(before.end > before.start ? respace(source, before, indent) : []),
    ...respace(source, trailing(source, hash, contentEnd(source, range)), ''),
  ]
}

/** Blank lines have nothing in them, and there are not too many. */
export function formatBlanks(source: SourceText, blanks: readonly Range[], allowed: number): readonly Edit[] {
  return blanks.flatMap((range, index) => {
    if (index >= allowed) return respace(source, range, '')
    return respace(source, { start: range.start, end: contentEnd(source, range) }, '')
  })
}

/** The last line ends like all others. */
function lastNewline(
  source: SourceText,
  last: MainLine | MasterLine | undefined,
  touched: (range: Range) => boolean,
): readonly Edit[] {
  const { length } = source.text
  if (last === undefined || last.type === 'blank' || source.text.charCodeAt(length - 1) === 10) return []
  if (!touched(last.range)) return []
  // In braces, and in a line that cannot be read, a carriage return would be one character more of it.
  const inBraces = last.type === 'service' && last.text.text.includes('{')
  const readable = last.type === 'setting' || last.type === 'comment' || (last.type === 'service' && !inBraces)
  return newlineAtEnd(source, readable ? lineEnd(source) : '\n')
}

/** A newline behind the last character, if there is none. */
export function newlineAtEnd(source: SourceText, text = lineEnd(source)): readonly Edit[] {
  const { length } = source.text
  if (length === 0 || source.text.charCodeAt(length - 1) === 10) return []
  return [{ file: source.name, range: { start: length, end: length }, text }]
}
