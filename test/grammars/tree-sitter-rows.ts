import type { Element, Macro } from '../../grammars/value-nodes.js'
import { isSpace } from '../../src/syntax/characters.js'
import type { Blank, Comment } from '../../src/syntax/lines.js'
import { fileRange } from '../../src/syntax/logical-text.js'
import { macrosIn } from '../../src/syntax/macros.js'
import { parseMainCf } from '../../src/syntax/main-cf.js'
import { parseMasterCf } from '../../src/syntax/master-cf.js'
import type { Argument, Assignment, MainFile, MasterFile } from '../../src/syntax/nodes.js'
import { parseList, parseText } from '../../src/syntax/value.js'
import type { MappedText } from '../../src/text/mapped-text.js'
import type { Range } from '../../src/text/range.js'
import { type Node, nodesIn } from './tree-sitter.js'

/**
 * What the two readers of a file are compared by: a row for each thing that both know, with its place. White space
 * at both ends does not count.
 */
export class Rows {
  readonly #text: string
  readonly #rows: { readonly start: number; readonly row: string }[] = []

  constructor(text: string) {
    this.#text = text
  }

  add(what: string, { start, end }: Range, ...more: readonly (Range | undefined)[]): void {
    const places = [{ start, end }, ...more].map(range => this.#place(range))
    this.#rows.push({ start, row: `${what} ${places.join(' ')}` })
  }

  /** Only where something begins, past the white space: the rest is compared by its parts, or of no interest. */
  addFirst(what: string, { start, end }: Range): void {
    let at = start
    while (at < end && isSpace(this.#text.charCodeAt(at))) at++
    this.#rows.push({ start: at, row: `${what} ${at}` })
  }

  sorted(): readonly string[] {
    return this.#rows
      .sort((one, other) => one.start - other.start || (one.row < other.row ? -1 : 1))
      .map(({ row }) => row)
  }

  #place(range: Range | undefined): string {
    if (range === undefined) return '-'
    let { start, end } = range
    while (start < end && isSpace(this.#text.charCodeAt(start))) start++
    while (end > start && isSpace(this.#text.charCodeAt(end - 1))) end--
    return end === start ? '-' : `${start}-${end}`
  }
}

/** What our parser reads in main.cf. */
export function mainRows(text: string): readonly string[] {
  const rows = new Rows(text)
  const { lines }: MainFile = parseMainCf(text)
  for (const line of lines) {
    if (line.type === 'setting') addAssignment(rows, 'setting', line)
    else if (line.type === 'malformed-setting') rows.addFirst('malformed-setting', line.range)
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

/** Comments, those inside of entries included, and lines that are thrown away. */
export function addOthers(
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

/** Option letters that are none (half of a character, a bracket) the two count differently. */
const isLetter = (letter: string) => /^[A-Za-z0-9]$/.test(letter)

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
export function addReferences(rows: Rows, value: MappedText, macros: readonly Macro[]): void {
  for (const { name, nameSpan, span, closed } of macros) {
    if (name === '') continue
    const whole = fileRange(value, span.start, span.end)
    rows.add('reference', fileRange(value, nameSpan.start, nameSpan.end), closed ? whole : undefined)
  }
}

/** The same of a tree. */
export function treeRows(text: string, root: Node): readonly string[] {
  const rows = new Rows(text)
  addNodes(rows, text, root)
  return rows.sorted()
}

const field = (node: Node, name: string) => node.children.find(child => child.field === name)
const columns: ReadonlySet<string> = new Set(['service', 'incomplete_service'])

function addNodes(rows: Rows, text: string, node: Node): void {
  const name = field(node, 'name')
  const [first] = node.children
  switch (node.type) {
    case 'orphan':
      rows.addFirst('orphan', node)
      break
    case 'comment':
    case 'group':
    case 'word':
      rows.add(node.type, node)
      break
    case 'argument':
      rows.add('argument', node)
      break
    case 'setting':
    case 'override':
    case 'attribute':
      if (name !== undefined) rows.add(node.type, name, field(node, 'value'))
      break
    case 'malformed_setting':
      rows.addFirst('malformed-setting', node)
      break
    case 'reference': {
      const closed = ['}', ')'].includes(node.children.at(-1)?.type ?? '') || first?.type === '$'
      if (name !== undefined) rows.add('reference', name, closed ? node : undefined)
      break
    }
    case 'flag':
      if (isLetter(text.charAt(node.end - 1))) rows.addFirst('option', node)
      break
    case 'ERROR':
      rows.add('ERROR', node)
      break
  }
  if (columns.has(node.type)) {
    for (const child of node.children) {
      if (child.field !== '' && child.field !== 'value')
        rows.add(`${node.type.replace('_', '-')} ${child.field}`, child)
    }
  }
  for (const child of node.children) {
    if (isRead(node, child)) addNodes(rows, text, child)
    else for (const inner of nodesIn(child)) if (inner.type === 'comment') rows.add('comment', inner)
  }
}

/** Not what stands behind a fault, nor the value of an option, which our parser does not read. */
function isRead({ type }: Node, child: Node): boolean {
  return type === 'reference' ? child.type !== 'unexpected' : type === 'option' ? child.field !== 'value' : true
}

/** Whether the engine read all of a tree without making anything up. */
export function isTotal(root: Node): boolean {
  for (const { error } of nodesIn(root)) if (error) return false
  return true
}
