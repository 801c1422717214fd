import type { Element, Macro } from '../../../grammars/value-nodes.js'
import type { Blank, Comment } from '../../../src/syntax/lines.js'
import { fileRange } from '../../../src/syntax/logical-text.js'
import { macrosIn } from '../../../src/syntax/macros.js'
import { parseMainCf } from '../../../src/syntax/main-cf.js'
import { parseMasterCf } from '../../../src/syntax/master-cf.js'
import type { Argument, Assignment, MainFile, MasterFile } from '../../../src/syntax/nodes.js'
import type { EntryPart, Network, Pattern, TableLine } from '../../../src/syntax/tables/nodes.js'
import { readTable } from '../../../src/syntax/tables/read-table.js'
import { parseList, parseText } from '../../../src/syntax/value.js'
import type { MappedText } from '../../../src/text/mapped-text.js'
import type { Range } from '../../../src/text/range.js'
import { SourceText } from '../../../src/text/source-text.js'
import { isLetter, Rows } from './rows.js'

/** What our parser reads in main.cf. */
export function mainRows(text: string): readonly string[] {
  const rows = new Rows(text)
  const { lines }: MainFile = parseMainCf(text)
  for (const line of lines) {
    if (line.type === 'setting') addAssignment(rows, 'setting', line)
    else if (line.type === 'malformed-setting') rows.addFirst('malformed', line.range)
    addOthers(rows, line)
  }
  return rows.sorted()
}

/** What our parser reads in master.cf. */
export function masterRows(text: string): readonly string[] {
  const rows = new Rows(text)
  const { lines }: MasterFile = parseMasterCf(text)
  for (const line of lines) {
    if (line.type === 'service' || line.type === 'incomplete-service') {
      for (const field of line.fields) rows.add(`${line.type} ${field.name}`, field.range)
    }
    if (line.type === 'service') for (const argument of line.arguments) addArgument(rows, argument)
    addOthers(rows, line)
  }
  return rows.sorted()
}

/** What our parser reads in a table. */
export function tableRows(
  syntax: 'postmap' | 'aliases' | 'regexp' | 'cidr' | 'client',
): (text: string) => readonly string[] {
  return text => {
    const rows = new Rows(text)
    for (const line of readTable(new SourceText('table', text), syntax)) {
      addTableLine(rows, line)
      addOthers(rows, line)
    }
    return rows.sorted()
  }
}

const rangeOf = ({ text, span }: EntryPart): Range => fileRange(text, span.start, span.end)

function addTableLine(rows: Rows, line: TableLine): void {
  switch (line.type) {
    case 'key-value':
      rows.add('entry', rangeOf(line.key), rangeOf(line.value))
      break
    case 'alias':
      rows.add('alias', rangeOf(line.key), rangeOf(line.value))
      break
    case 'setting':
      rows.add('setting', line.nameRange, line.valueRange)
      break
    case 'pattern-rule':
      addPattern(rows, line)
      if (line.second) addPattern(rows, line.second)
      rows.add('result', rangeOf(line.result))
      break
    case 'pattern-if':
      rows.addFirst('if', line.range)
      addPattern(rows, line)
      break
    case 'network-rule':
      if (line.result.value === '') {
        rows.addFirst('malformed', line.range)
        break
      }
      rows.add('network', networkOf(line))
      rows.add('result', rangeOf(line.result))
      break
    case 'network-if':
      rows.addFirst('if', line.range)
      break
    case 'endif':
      rows.addFirst('endif', line.range)
      break
    case 'malformed-setting':
    case 'broken-entry':
      rows.addFirst('malformed', line.range)
      break
  }
}

function addPattern(rows: Rows, { pattern, flags }: Pattern): void {
  rows.addLine('pattern', rangeOf(pattern))
  rows.add('flags', rangeOf(flags))
}

/** Without the `!` before it. */
function networkOf({ whole, address, brackets }: Network): Range {
  return {
    start: rangeOf(address).start - (brackets === 'closed' || brackets === 'text-after' ? 1 : 0),
    end: rangeOf(whole).end,
  }
}

/** Comments, those inside of entries included, and lines that are thrown away. */
function addOthers(
  rows: Rows,
  line: { readonly type: string; readonly range: Range; readonly inner?: readonly (Comment | Blank)[] },
): void {
  const comments = line.type === 'comment' ? [line as Comment] : (line.inner ?? [])
  for (const comment of comments) {
    if (comment.type === 'comment') rows.add('comment', { start: comment.hash, end: comment.range.end })
  }
  if (line.type === 'orphan') rows.addFirst('orphan', line.range)
}

function addAssignment(rows: Rows, what: string, { nameRange, value, valueRange }: Assignment): void {
  rows.add(what, nameRange, valueRange)
  addElements(rows, value, parseList(value.text))
}

function addArgument(rows: Rows, argument: Argument): void {
  switch (argument.type) {
    case 'override':
      rows.addFirst('option', argument.optionRange)
      addAssignment(rows, 'override', argument)
      break
    case 'broken-override':
      rows.addFirst('option', argument.optionRange)
      break
    case 'option':
      if (isLetter(argument.letter)) rows.addFirst('option', argument.range)
      break
    case 'attribute':
      rows.add('attribute', argument.nameRange, argument.valueRange)
      addReferences(rows, argument.value, macrosIn(parseText(argument.value.text)))
      break
    case 'word':
      rows.add('argument', argument.range)
      addReferences(rows, argument.value, macrosIn(parseText(argument.value.text)))
      break
    default:
      argument satisfies never
  }
}

function addElements(rows: Rows, value: MappedText, elements: readonly Element[]): void {
  for (const { span, parts } of elements) {
    rows.add('word', fileRange(value, span.start, span.end))
    addReferences(rows, value, macrosIn(parts.filter(part => part.type !== 'group')))
    for (const part of parts) {
      if (part.type !== 'group') continue
      rows.add('group', fileRange(value, part.span.start, part.span.end))
      addElements(rows, value, part.elements)
    }
  }
}

/** References, whole ones with their ends. */
function addReferences(rows: Rows, value: MappedText, macros: readonly Macro[]): void {
  for (const { name, nameSpan, span, closed } of macros) {
    if (name === '') continue
    const whole = fileRange(value, span.start, span.end)
    rows.add('reference', fileRange(value, nameSpan.start, nameSpan.end), closed ? whole : undefined)
  }
}
