import type { Element, Macro, Part } from '../../../grammars/value-nodes.js'
import { macrosIn } from '../../syntax/macros.js'
import { parseMainCf } from '../../syntax/main-cf.js'
import { parseMasterCf } from '../../syntax/master-cf.js'
import type { Argument, Assignment, ConfigFile, Field, FieldName, ServiceLine } from '../../syntax/nodes.js'
import { fieldNames } from '../../syntax/nodes.js'
import { parseList, parseText } from '../../syntax/value.js'
import type { MappedText } from '../../text/mapped-text.js'
import type { Range, Span } from '../../text/range.js'
import { SourceText } from '../../text/source-text.js'

/**
 * Where the cursor stands, grammatically. The file is read by its own parser with one letter put in at the cursor, so
 * that there is a word even where nothing is written yet. Ranges are those of the file without that letter.
 */
export type CursorPlace =
  | { readonly type: 'name'; readonly word: Range; readonly hasEquals: boolean }
  | { readonly type: 'value'; readonly assignment: Assignment; readonly entry?: ServiceLine; readonly at: number }
  | { readonly type: 'column'; readonly field: FieldName; readonly word: Range; readonly fields: readonly Field[] }
  | {
      readonly type: 'argument'
      readonly entry: ServiceLine
      readonly argument: Argument
      readonly word: Range
      readonly typed: string
    }
  | { readonly type: 'override-name'; readonly entry: ServiceLine; readonly word: Range; readonly hasEquals: boolean }
  | { readonly type: 'command-word'; readonly entry: ServiceLine; readonly text: MappedText; readonly at: number }
  | { readonly type: 'comment'; readonly hash: number; readonly end: number }

/** The letter that stands for what is going to be written. */
const letter = 'x'

/** Where an offset of a file is; undefined where nothing can be proposed. */
export function cursorPlace(file: ConfigFile, offset: number): CursorPlace | undefined {
  const { text, name } = file.source
  const probed = new SourceText(name, text.slice(0, offset) + letter + text.slice(offset))
  return file.type === 'main-cf' ? inMain(probed, offset) : inMaster(probed, offset)
}

function holds(range: Range, offset: number): boolean {
  return range.start <= offset && offset < range.end
}

/** A range of the probed text in the file as it is. */
function without(range: Range): Range {
  return { start: range.start, end: range.end - letter.length }
}

function inMain(source: SourceText, offset: number): CursorPlace | undefined {
  const line = parseMainCf(source).lines.find(({ range }) => holds(range, offset))
  switch (line?.type) {
    case 'setting':
      if (holds(line.nameRange, offset)) return { type: 'name', word: without(line.nameRange), hasEquals: true }
      return valuePlace(line, offset)
    case 'malformed-setting':
      if (line.name === undefined || !holds(line.name.range, offset)) return undefined
      return { type: 'name', word: without(line.name.range), hasEquals: false }
    case 'comment':
      return { type: 'comment', hash: line.hash, end: line.range.end - letter.length }
    default:
      return undefined
  }
}

function valuePlace(assignment: Assignment, offset: number, entry?: ServiceLine): CursorPlace | undefined {
  const at = offsetInText(assignment.value, offset)
  return at === undefined ? undefined : { type: 'value', assignment, at, ...(entry && { entry }) }
}

function inMaster(source: SourceText, offset: number): CursorPlace | undefined {
  const line = parseMasterCf(source).lines.find(({ range }) => holds(range, offset))
  if (line?.type === 'comment') return { type: 'comment', hash: line.hash, end: line.range.end - letter.length }
  if (line?.type !== 'service' && line?.type !== 'incomplete-service') return undefined
  const index = line.fields.findIndex(({ range }) => holds(range, offset))
  const field = fieldNames[index]
  const word = line.fields[index]
  if (field !== undefined && word !== undefined) {
    return { type: 'column', field, word: without(word.range), fields: line.fields }
  }
  const argument = line.type === 'service' ? line.arguments.find(({ range }) => holds(range, offset)) : undefined
  return argument === undefined || line.type !== 'service' ? undefined : inArgument(source, line, argument, offset)
}

function inArgument(
  source: SourceText,
  entry: ServiceLine,
  argument: Argument,
  offset: number,
): CursorPlace | undefined {
  const word = without(argument.range)
  switch (argument.type) {
    case 'override':
      if (holds(argument.nameRange, offset)) {
        return { type: 'override-name', entry, word: without(argument.nameRange), hasEquals: true }
      }
      return valuePlace(argument, offset, entry)
    case 'broken-override': {
      const start = argument.range.end - argument.text.length
      if (argument.braces !== undefined || offset < start) return undefined
      return { type: 'override-name', entry, word: { start, end: word.end }, hasEquals: false }
    }
    case 'attribute': {
      const at = offsetInText(argument.value, offset)
      if (at !== undefined) return { type: 'command-word', entry, text: argument.value, at }
      return undefined
    }
    case 'word': {
      const at = offsetInText(argument.value, offset)
      if (argument.ofCommand && at !== undefined) return { type: 'command-word', entry, text: argument.value, at }
      return { type: 'argument', entry, argument, word, typed: source.text.slice(word.start, offset) }
    }
    case 'option':
      return { type: 'argument', entry, argument, word, typed: source.text.slice(word.start, offset) }
    default:
      return argument satisfies never
  }
}

/** Where a character of a file is in a text that was joined from it. */
function offsetInText(text: MappedText, offset: number): number | undefined {
  for (const [index, segment] of text.segments.entries()) {
    const end = text.segments[index + 1]?.out ?? text.text.length
    const at = segment.out + offset - segment.at
    if (at >= segment.out && at < end) return at
  }
  return undefined
}

/** The `$name` whose name the cursor is in. */
export function macroAt(text: string, at: number): Macro | undefined {
  return macrosIn(parseText(text)).findLast(({ nameSpan }) => holdsSpan(nameSpan, at))
}

function holdsSpan(span: Span, at: number): boolean {
  return span.start <= at && at < span.end
}

/** The list element the cursor is in, the elements beside it, and what it is in the braces of. */
export interface ElementPlace {
  readonly span: Span
  readonly siblings: readonly Element[]
  /** Index in `siblings`. */
  readonly index: number
  /** Depth of braces around it. */
  readonly depth: number
}

/** Finds the innermost list element at an offset of a value. */
export function elementAt(text: string, at: number): ElementPlace | undefined {
  let siblings = parseList(text)
  for (let depth = 0; ; depth++) {
    const index = siblings.findIndex(({ span }) => holdsSpan(span, at))
    const element = siblings[index]
    if (element === undefined) return undefined
    const group = element.parts.find((part: Part) => part.type === 'group' && holdsSpan(part.content, at))
    if (group?.type !== 'group') return { span: element.span, siblings, index, depth }
    siblings = group.elements
  }
}
